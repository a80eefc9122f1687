"""From the bytes of a document back to its text and to what it says of its own origin, one module per format."""
