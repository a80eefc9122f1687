"""Views: what a template may see of the data, one module per document, each with a function `ansicht`."""
