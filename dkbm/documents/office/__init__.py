"""What Word and OpenDocument files have in common: packages of XML, styles that staff maintain, pictures."""
