"""How models are trained, measured and described."""
