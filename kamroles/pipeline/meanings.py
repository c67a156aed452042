"""What findings mean: the codes of the stages, and the rules of good content."""

from kamroles.rules.registry import RULE_FAULTS, RULES, code_meanings

__all__ = ["RULES", "RULE_FAULTS", "code_meanings"]
