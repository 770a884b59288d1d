"""How the warehouse is asked: locked-down SQL, answers, the prompt."""
