"""Changes to a dataset as pure functions: from the dataset and a request to patches. No disk, no clock, no screen."""
