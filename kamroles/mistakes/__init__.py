"""What broken YAML or a mistyped value may have meant; imported only after an error."""
