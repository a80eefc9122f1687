"""From the values of a document to the classes of the model: strict, so that no answer rests on a wrong shape."""
