"""Questions to a dataset: names, one Kommune, all of them. Pure functions from the dataset to plain rows."""
