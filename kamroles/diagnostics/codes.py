"""Every diagnostic code with what it means: KR0 reading, KR1 folding, KR2 fields, KR3 templates,
KR4 rendering, KR5 files and names, KR6 review. A code is never reused.
"""  # noqa: D205

CODES: dict[str, str] = {
    # KR0xx: reading YAML (source/yaml.py)
    # KR1xx: folding layers (source/merge.py)
    # KR2xx: fields and rules across fields (model/)
    # KR3xx: templates (compose/)
    # KR4xx: rendering (render/)
    # KR5xx: workspace, names, writing (workspace.py, library.py, write.py)
    # KR6xx: review and advice
}
