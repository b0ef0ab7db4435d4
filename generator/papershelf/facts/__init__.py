"""What follows from the library: groupings and orders, computed and never stored."""
