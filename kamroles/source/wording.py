"""Everyday words for what the fields of definitions and their values are called, for hints."""

from __future__ import annotations

import re

_WORDS = {
    "about": "about_us company_description",
    "apply": "application apply_url how_to_apply",
    "benefits": "perks",
    "book": "portfolio",
    "city": "town",
    "closes": "application_deadline apply_by close_date closing closing_date deadline due expires",
    "color": "brand_color colour",
    "contact": "contact_person hiring_manager recruiter",
    "contact_email": "contact_mail email e_mail mail",
    "credentials": "certifications certificates licenses licences",
    "employer": "company company_name employer_name firm organization",
    "employment_type": "contract contract_type employment job_type",
    "flsa": "exempt flsa_status overtime",
    "grade": "pay_grade salary_grade",
    "locations": "location office offices places sites",
    "max": "high maximum to upper",
    "measures": "goals kpi kpis metrics targets",
    "min": "from low lower minimum",
    "name": "company company_name employer_name",
    "office_days": "days_in_office hybrid",
    "openings": "headcount number_of_openings positions vacancies",
    "pay": "compensation pay_range rate salary salary_range wage wages",
    "places": "address city location locations office offices place",
    "postal_code": "postcode zip zip_code",
    "posted": "date_posted open_date post_date posting_date published",
    "region": "province state",
    "remote_from": "remote_countries",
    "reports_to": "boss line_manager manager reporting_to supervisor",
    "requirements": "qualifications required_skills skill skills",
    "requisition": "req req_id requisition_id requisition_number",
    "responsibilities": "duties duty key_responsibilities task tasks",
    "role": "job",
    "site": "homepage url web website",
    "starts": "begin begins start start_date starting_date",
    "statements": "disclaimer disclaimers eeo eeo_statement legal",
    "summary": "description job_description job_summary overview",
    "title": "job_title name position position_title",
    "tools": "software systems",
    "workplace": "onsite remote work_location workplace_type",
}
_FIELDS: dict[str, list[str]] = {}
for _field, _words in _WORDS.items():
    for _word in _words.split():
        _FIELDS.setdefault(_word, []).append(_field)
_VALUES = {
    "day": "daily",
    "exempt": "salaried",
    "full_time": "full ft fulltime permanent regular",
    "hour": "an_hour hourly hr per_hour",
    "hybrid": "flexible mixed partly_remote",
    "month": "a_month monthly per_month",
    "non-exempt": "hourly nonexempt overtime",
    "onsite": "in_office in_person office on_premises",
    "part_time": "part pt parttime",
    "remote": "from_home fully_remote home home_office telecommute telework wfh",
    "week": "a_week per_week weekly",
    "year": "a_year annual annually annum pa p.a. per_annum per_year salary yearly",
}


def values_meant(word: str) -> list[str]:
    """Return the fixed words of fields that people may mean by ``word``."""
    plain = _plain(word)
    return [value for value, words in _VALUES.items() if plain in words.split()]


def fields_meant(word: str) -> list[str]:
    """Return the fields that people may mean by ``word``, also by one in capitals or with spaces.

    The word itself comes first: it can be a field elsewhere.
    """
    plain = _plain(word)
    return [plain, *_FIELDS.get(plain, ())]


def _plain(word: str) -> str:
    return re.sub(r"[\s-]+", "_", word.strip().casefold())
