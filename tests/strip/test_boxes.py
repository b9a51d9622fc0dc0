"""Boxes without a known label: pleas, letters, cards, rows of links; and honest text like them."""

import pytest

from tests.strip.test_markers import BODY, removed

TRAVEL = (
    "You should pack a coat, even in June, because the wind on the pier spares nobody at all.",
    "Your ticket holds for both ferries, and you may take a bicycle on board at no extra charge.",
)
PLEA = (
    "If this story told you something new, we would like to ask you for something in return.",
    "The Tide has no owner with deep pockets, and a night at the council costs us a day's wage.",
    "That works only if those who can give do so. Will you join them today? It takes a minute.",
)
FORM = ("Once", "Monthly", "£5", "£10", "Continue")
CARDS = (
    "Harbor master resigns after nine years",
    "He leaves in a row over the fees for the new pier and the lamps on the old one.",
    "2 hours ago",
    "Ferry fares rise again in the spring",
    "The council says that fuel is to blame, and the captains say that it is the council.",
    "Yesterday",
    "An otter moves into the fish market",
    "The stallholders have given it a name and a number.",
    "1 October 2023",
)


def test_a_plea_in_plain_words_goes_with_its_label() -> None:
    gone = "\n".join(removed(*BODY, "Before you go", *PLEA, *FORM))
    assert not [text for text in ("Before you go", *PLEA) if text not in gone]


def test_a_guide_for_travelers_under_the_same_words_stays() -> None:
    assert removed(*BODY, "Before you go", *TRAVEL) == {}


def test_an_outlet_asks_by_its_name() -> None:
    plea = "Nous avons besoin de vous pour rester libres. Votre don nous aide à enquêter."
    gone = removed(*BODY, "Soutenez La Gazette de la Baie", plea, "Je donne")
    assert "Soutenez La Gazette de la Baie" in gone and plea in gone
    assert removed(*BODY, "Soutenez La Gazette de la Baie", BODY[0] + " Again.") == {}


def test_cards_are_stamped_in_any_way() -> None:
    gone = "\n".join(removed(*BODY, *CARDS))
    assert not [card for card in CARDS if card not in gone]


def test_a_calendar_of_dates_is_no_row_of_cards() -> None:
    dates = ("Concert on the pier", "1 October 2023", "Auction of the nets", "4 October 2023")
    assert "cards/stamped" not in removed(*BODY, *dates).values()


@pytest.mark.parametrize(
    "line",
    [
        "【あわせて読みたい】渡し船の運賃がまた上がる",
        "[Read also] The ferry fares rise again",
        "【延伸閱讀】渡輪票價再度上漲",
    ],
)
def test_a_label_in_brackets_before_a_headline(line: str) -> None:
    assert line in removed(*BODY[:2], line, BODY[2])


@pytest.mark.parametrize(
    "line", ["【ロンドン】渡し船の運賃がまた上がる", "[Sic] The ferry fares rise again"]
)
def test_other_words_in_brackets_stay(line: str) -> None:
    assert line not in removed(*BODY[:2], line, BODY[2])


def test_a_row_of_links_goes_as_what_most_of_them_are() -> None:
    row = "[Pin it](/p) [Tweet it](/t) [Email a friend](/e)"
    assert removed(*BODY, row, suffix="md")[row] == "menus/links"
    row = "[Privacy policy](/p) | [Terms of use](/t)"
    assert removed(*BODY, row, suffix="md")[row] == "menus/buttons"
    row = "[Harbor](/p) and [market](/t)"
    assert "menus/links" not in removed(*BODY, row, BODY[0], suffix="md").values()


def test_the_name_of_a_letter_goes_with_its_box() -> None:
    box = ("The Slack Water", "Sign up for our free weekly newsletter", "Email address")
    end = "We'll only use your details to send you The Slack Water. You can leave at any time."
    gone = removed(*BODY[:2], *box, end, BODY[2])
    assert gone.get("The Slack Water") == "forms/name"
    heading = ("The Slack Water", *box[1:])
    assert "The Slack Water" not in removed(*BODY[:2], *heading, BODY[2])
