"""Which stall of the market goods belong to, guessed from their name as it was typed, with accents or without.

Vietnamese names the thing first and describes it afterwards ("mật ong rừng", "chuối sấy mật ong"), so the first word
that is known decides. Creatures of the water may be dried, fermented, cooked or alive; there the rest decides.
"""

from __future__ import annotations

import re

from catalogue.folding import fold

DRIED, FRESH, FERMENTED = "hai-san-kho", "hai-san-tuoi-song", "mam-va-nuoc-mam"
SPICE, HONEY, SNACK = "gia-vi", "mat-ong", "banh-va-an-vat"
GRAIN, DRINK, CRAFT = "gao-va-nong-san", "do-uong", "thu-cong-my-nghe"

#: Folded words that name the thing itself. Where a shorter and a longer one begin, the longer wins.
_HEADS = {
    FERMENTED: "mam; nuoc mam",
    SPICE: "muoi; tieu; ot; toi; hanh; nghe; gung; sa; gia vi; bot ngot; bot nghe; bot canh; hat nem; tuong ot;"
    " dau mau dieu; duong; nuoc mau; giam",
    HONEY: "mat ong; mat hoa; sua ong chua; phan hoa; nhong ong; sap ong; ong",
    SNACK: "banh; cha; nem; keo; mut; che; xoi; lap xuong; com chay; hat dieu; kho bo; kho ga; kho heo; pia;"
    " o mai; rong bien",
    GRAIN: "gao; nep; lua; bap; khoai; dau; bon bon; nan; rau;"
    " bong sung; cu; xa pau; cai; dua; trai; nhan; buoi; cam; quyt; oi; man; sen;"
    " hat sen; nam; mang; trung; he; gac; sau rieng; thit; ga; vit; heo",
    DRINK: "ruou; tra; nuoc; ca phe; siro; si ro; bia; sua; cao; bot uong",
    CRAFT: "chieu; tham; dua duoc; dua dua; dua go; khan; gio; thung tre; thung ro; ro; may; mat na; ghe ngo;"
    " ghe thu nho; mo hinh; that lung; vi; tui xach; tui dan; tranh; than; non; gom; tuong go; trong; quat; choi;"
    " vong; ao; vay; xa rong; sa rong; tho cam; ca rang; hop go; do go; tre",
}
#: Fruit and roots: dried or candied they are a snack, else they come from the field.
_FRUIT = "chuoi; xoai; mit; khom; dua kho; dua sap; trai cay; mang cau; du du; me; chanh; khoai lang; thanh long; tao"
#: Creatures of the water.
_CREATURES = (
    "ca; tom; tep; cua; ghe; muc; ba khia; cong; so; vop; ngheu; oc; hau; sua bien; luon; ech; ruoc; bach tuoc; ba ba;"
    " ruoi; hai san"
)
_DRYING = re.compile(r"\b(kho|say|mot nang|hai nang|phoi|gion)\b")
_SWEETENING = re.compile(r"\b(kho|say|ep|chien|gion|tam)\b")
_FERMENTING = re.compile(r"\b(muoi|mam|chao|chua|thinh)\b")
_COOKING = re.compile(r"\b(cha bong|rim|vien|chien|rang|kho quet|kho to|kho tieu)\b")
_DRIED_HEAD = "kho"


def _listed(words: str) -> list[str]:
    return [word.strip() for word in words.split(";")]


_MEANING: dict[str, str] = {
    **{word: slug for slug, words in _HEADS.items() for word in _listed(words)},
    **dict.fromkeys(_listed(_FRUIT), "fruit"),
    **dict.fromkeys(_listed(_CREATURES), "creature"),
    _DRIED_HEAD: DRIED,
}
_LONGEST = max(len(phrase.split()) for phrase in _MEANING)


def guess_category(title: str) -> str | None:
    """The slug of the likely top category; None when no word of the title is known."""
    words = re.findall(r"[a-z0-9]+", fold(title))
    for start in range(len(words)):
        for length in range(_LONGEST, 0, -1):
            phrase = " ".join(words[start : start + length])
            if len(words) >= start + length and phrase in _MEANING:
                return _decided(_MEANING[phrase], " ".join(words[start:]))
    return None


def _decided(meaning: str, rest: str) -> str:
    if meaning == "fruit":
        return SNACK if _SWEETENING.search(rest) else GRAIN
    if meaning != "creature":
        return meaning
    if _COOKING.search(rest):
        return SNACK
    if _DRYING.search(rest):
        return DRIED
    return FERMENTED if _FERMENTING.search(rest) else FRESH
