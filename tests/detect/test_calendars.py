"""One day as pages of eighty languages print it, and as other calendars count it."""

from datetime import date

import pytest

from cleaners.detect.calendars import common_year, find_solar_days
from cleaners.detect.lexicon import table
from cleaners.detect.stamps import MONTHS, find_dates
from cleaners.folding import fold

DAY = date(2023, 4, 23)
PRINTED = {
    "af": "23 April 2023",
    "am": "23 ኤፕሪል 2023",
    "ar": "٢٣ أبريل ٢٠٢٣",
    "ar2": "23 نيسان 2023",
    "az": "23 aprel 2023",
    "be": "23 красавіка 2023 г.",
    "bg": "23 април 2023 г., 10:15",
    "bn": "২৩ এপ্রিল ২০২৩",
    "bs": "23. april 2023.",
    "ca": "23 d’abril de 2023",
    "cs": "23. dubna 2023",
    "cy": "23 Ebrill 2023",
    "da": "23. april 2023 kl. 10.15",
    "de": "23. April 2023",
    "el": "23 Απριλίου 2023",
    "en": "April 23, 2023",
    "es": "23 de abril de 2023",
    "et": "23. aprill 2023",
    "eu": "2023ko apirilaren 23a",
    "fa": "۲۳ آوریل ۲۰۲۳",
    "fa2": "۳ اردیبهشت ۱۴۰۲",
    "fa3": "۱۴۰۲/۰۲/۰۳",
    "fi": "23. huhtikuuta 2023",
    "fil": "Abril 23, 2023",
    "fr": "23 avril 2023",
    "ga": "23 Aibreán 2023",
    "gl": "23 de abril de 2023",
    "gu": "23 એપ્રિલ 2023",
    "he": "23 באפריל 2023",
    "hi": "23 अप्रैल 2023",
    "hr": "23. travnja 2023.",
    "hu": "2023. április 23.",
    "hy": "23 ապրիլի, 2023",
    "id": "23 April 2023",
    "is": "23. apríl 2023",
    "it": "23 aprile 2023",
    "ja": "2023年4月23日",
    "ka": "23 აპრილი, 2023",
    "kk": "23 сәуір 2023 ж.",
    "kk2": "2023 жылғы 23 сәуір",
    "km": "23 មេសា 2023",
    "kn": "23 ಏಪ್ರಿಲ್ 2023",
    "ko": "2023년 4월 23일",
    "ky": "23-апрель 2023-ж.",
    "lo": "23 ເມສາ 2023",
    "lt": "2023 m. balandžio 23 d.",
    "lv": "2023. gada 23. aprīlis",
    "mk": "23 април 2023",
    "ml": "23 ഏപ്രിൽ 2023",
    "mr": "23 एप्रिल 2023",
    "ms": "23 April 2023",
    "my": "23 ဧပြီ 2023",
    "nb": "23. april 2023",
    "ne": "23 अप्रिल 2023",
    "nl": "23 april 2023",
    "pa": "23 ਅਪ੍ਰੈਲ 2023",
    "pl": "23 kwietnia 2023",
    "pt": "23 de abril de 2023",
    "ro": "23 aprilie 2023",
    "ru": "23 апреля 2023 года",
    "si": "23 අප්‍රේල් 2023",
    "sk": "23. apríla 2023",
    "sl": "23. april 2023",
    "sq": "23 prill 2023",
    "sr": "23. април 2023.",
    "sv": "23 april 2023",
    "sw": "23 Aprili 2023",
    "ta": "23 ஏப்ரல் 2023",
    "te": "23 ఏప్రిల్ 2023",
    "th": "23 เมษายน 2566",
    "th2": "23 เม.ย. 2023",
    "tr": "23 Nisan 2023",
    "uk": "23 квітня 2023 р.",
    "ur": "23 اپریل 2023",
    "uz": "23-aprel 2023",
    "uz2": "23 aprel 2023",
    "vi": "23 tháng 4, 2023",
    "vi2": "ngày 23 tháng 4 năm 2023",
    "vi3": "Chủ nhật, 23/4/2023, 10:15 (GMT+7)",
    "zh": "2023年04月23日 10:15",
    "zu": "23 Ephreli 2023",
    "so": "23 Abriil 2023",
    "ha": "23 Afirilu, 2023",
    "xh": "23 Epreli 2023",
}


@pytest.mark.parametrize(("language", "text"), PRINTED.items())
def test_a_day_is_read_in_many_languages(language: str, text: str) -> None:
    assert [it.day for it in find_dates(fold(text))] == [DAY]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("۱ فروردین ۱۴۰۲", date(2023, 3, 21)),
        ("۳۰ اسفند ۱۳۹۹", date(2021, 3, 20)),  # a leap year
        ("۱۰ دی ۱۴۰۲", date(2023, 12, 31)),
    ],
)
def test_solar_days_begin_with_the_spring(text: str, day: date) -> None:
    assert [it.day for it in find_solar_days(fold(text))] == [day]


@pytest.mark.parametrize("text", ["1402/02/03", "۱۴۰۲/۱۳/۰۳", "۳۱ مهر ۱۴۰۲", "شماره ۱۴۰۲"])
def test_numbers_are_no_solar_days(text: str) -> None:
    assert list(find_solar_days(fold(text))) == []


def test_buddhist_years_are_those_of_our_time() -> None:
    assert (common_year(2566), common_year(1999), common_year(2400)) == (2023, 1999, 2400)


def test_a_name_of_two_months_means_what_the_own_table_says() -> None:
    assert MONTHS["listopadu"] == 11  # Czech; Croatian "listopad" is October


def test_the_table_of_months_names_none_twice() -> None:
    months = table("months")["months"]
    names = [name for of_month in months.values() for name in of_month]
    assert sorted(months, key=int) == [str(month) for month in range(1, 13)]
    assert len(names) == len(set(names)) > 12 * 60
