"""What a competency's proficiency from 1 to 5 is called; known without importing the models."""

LEVELS = {"1": "aware", "2": "working", "3": "proficient", "4": "advanced", "5": "expert"}
