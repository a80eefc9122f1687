"""How fast dkbm is, as ratios against other programs in the same run."""
