"""What the codes in a pack's records are called on cards."""

from collections.abc import Mapping

QUADRANT: Mapping[str, str] = {
    "engaging-harmed": "Taking part did harm",
    "absence-harmed": "Staying away did harm",
    "engaging-helped": "Taking part helped",
    "absence-helped": "Staying away helped",
}
AUDIENCE: Mapping[str, str] = {
    "team": "a team",
    "organisation": "an organisation",
    "cross-government": "several agencies",
    "profession": "a profession",
    "stakeholders": "partners and interest groups",
    "public": "the public",
}
OPENNESS: Mapping[str, str] = {
    "public": "open to everybody",
    "invited": "for those who are invited",
    "closed": "for members only",
}
HOSTING: Mapping[str, str] = {
    "saas": "its maker runs it",
    "self-hostable": "one can run it oneself",
    "both": "its maker runs it, or one can run it oneself",
    "protocol": "many providers run it",
}
COST: Mapping[str, str] = {
    "free": "free",
    "freemium": "free to begin with, more for money",
    "paid": "paid",
}
DIRECTION: Mapping[str, str] = {
    "listen": "Listen",
    "converse": "Converse",
    "publish": "Publish",
    "collaborate": "Work together",
}
FIT: Mapping[int, str] = {3: "made for it", 2: "good", 1: "possible"}
