"""Documents: what people sign and file, made from the data by templates that lie beside them."""
