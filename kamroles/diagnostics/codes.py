"""Every diagnostic code with what it means: KR0 reading, KR1 folding, KR2 fields, KR3 templates,
KR4 rendering, KR5 files and names, KR6 review. A code is never reused.
"""  # noqa: D205

CODES: dict[str, str] = {
    # KR0xx: reading YAML (source/yaml.py)
    "KR001": "A file cannot be read.",
    "KR002": "A file is too large.",
    "KR003": "A file is not UTF-8 text.",
    "KR004": "A file is empty.",
    "KR005": "A character cannot stand in a definition.",
    "KR006": "A tab is used to indent a line.",
    "KR007": "A quote or bracket is not closed.",
    "KR008": "A text needs quotes.",
    "KR009": "A line's indentation does not fit the lines above.",
    "KR010": "A line is not valid YAML.",
    "KR011": "Values are nested too deep, or there are too many of them.",
    "KR012": "A value repeats another one by an anchor, an alias or a merge key.",
    "KR013": "A value carries a YAML type tag.",
    "KR014": "A name is given twice in one mapping.",
    "KR015": "The name of a value is missing, or is itself a list or mapping.",
    "KR016": "A number has a thousands comma where a comma ends the value.",
    "KR017": "A file holds more than one YAML document.",
    "KR018": "A file does not consist of `name: value` lines.",
    "KR019": "A line would be read in another way than it looks.",
    # KR1xx: folding layers (source/merge.py)
    "KR101": "A value changes its kind between layers.",
    "KR102": "A field needs another kind of value.",
    "KR103": "A field is not known.",
    "KR104": "A value is empty.",
    "KR105": "An id to change, remove or move, or to stand after, does not exist.",
    "KR106": "An item is given twice.",
    "KR107": "An id has characters other than a-z, 0-9 and hyphens.",
    "KR108": "A new item lacks a field that it needs.",
    "KR109": "A new id is almost like an inherited one.",
    "KR110": "Shares written in one place come to more than 100 percent.",
    "KR111": "Shares written in one place leave nothing for the inherited ones.",
    "KR112": "A share is not a whole number from 0 to 100.",
    "KR113": "`remove`, `replace` or `after` is used in a way that has no meaning.",
    "KR114": "There is nothing to remove.",
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
