"""Every diagnostic code with what it means: KR0 reading, KR1 folding, KR2 fields, KR3 templates,
KR4 rendering, KR5 files and names, KR6 review. A code is never reused.
"""  # noqa: D205

CODES: dict[str, str] = {
    # KR0xx: reading YAML (source/yaml.py)
    # KR1xx: folding layers (source/merge.py)
    # KR2xx: fields and rules across fields (model/)
    # KR3xx: templates (compose/)
    # KR4xx: rendering (render/)
    "KR401": "The system library that lays out PDF pages (Pango) is missing.",
    "KR402": "The PDF engine asked for is unknown or not installed.",
    "KR403": "The document is too large or too deeply nested to lay out in pages.",
    "KR404": "The document shows a picture that its theme does not hold.",
    "KR405": "The PDF engine could not set the document as it stands.",
    "KR406": "The theme is incomplete or has a value that cannot be used.",
    "KR407": "The brand color is not written as # and six hexadecimal digits.",
    "KR408": "A picture is of a kind that documents cannot show.",
    "KR409": "The output format is unknown.",
    "KR410": "A character has no glyph in the fonts that documents are set in.",
    # KR5xx: workspace, names, writing (workspace.py, library.py, write.py)
    # KR6xx: review and advice
}
