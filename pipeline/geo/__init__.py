"""Where places are: names of places to points on the map, offline."""
