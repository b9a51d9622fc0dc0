"""Languages without a profile, told from those that the detector takes them for."""

import pytest

from cleaners.detect import detect_language
from cleaners.detect.other_languages import other_language

TEXTS = {
    "zu": "Umkhandlu uhlangane ngoMsombuluko ukuze uxoxe ngohlelo lwechweba, kodwa amalungu athe "
    "ukuthi imali ayikho. Kanti abantu bathi bazolinda, futhi uma sekulungile bazobuya.",
    "xh": "Ibhunga lihlangene ngoMvulo ukuze lixoxe ngesicwangciso sezibuko, kodwa amalungu athi "
    "ukuba imali ayikho. Abantu bathi baza kulinda kwaye baza kubuya xa kulungile.",
    "is": "Bæjarstjórnin samþykkti á mánudag að opna gömlu höfnina aftur í vor þegar kranarnir "
    "hafa verið prófaðir, og það var ekki fyrir alla sem eru við bryggjuna.",
    "eu": "Udalak astelehenean erabaki zuen portua berriz irekitzea, eta kideek esan zuten ez "
    "dela erraza izan. Garabiak probatu behar dira, baina udaberrian irekiko dute.",
    "gl": "O concello votou o luns polo plan do porto, que non abría dende hai anos. Unha "
    "veciña dixo que a obra era máis cara coa nova grúa, e tamén moi lenta.",
    "ga": "Bhí cruinniú ag an gcomhairle Dé Luain agus vótáil siad ar son an phlean don chuan. "
    "Dúirt na baill nach raibh sé éasca, ach gur cheart é a oscailt arís leis na craenacha.",
    "ms": "Majlis bandaran bersidang pada Isnin kerana pelan pelabuhan itu ditawarkan tiga "
    "syarikat. Beliau berkata bahawa pelabuhan akan dibuka semula, manakala polis mengawal.",
    "az": "Şəhər şurası bazar ertəsi limanın bərpası planını müzakirə etdi və qərar qəbul etdi.",
    "kk": "Қала кеңесі дүйсенбі күні айлақ жоспарын талқылады, ұсыныс ұнады деп ұйғарды, ұзақ.",
    "be": "Гарадская рада ў панядзелак абмеркавала план порта, які прапанавалі тры фірмы, ў тым "
    "ліку і новы кран, каб адкрыць яго ўвесну. Ніхто не быў супраць, і ўсе пайшлі.",
}
KNOWN = {
    "sw": "Baraza la mji lilikutana siku ya Jumatatu kujadili mpango wa bandari ambao kampuni tatu "
    "zilitoa, na wanachama walisema kwamba bandari itafunguliwa tena katika majira ya kuchipua.",
    "id": "Dewan kota bertemu pada hari Senin untuk membahas rencana pelabuhan yang ditawarkan "
    "tiga perusahaan, dan anggotanya mengatakan bahwa pelabuhan akan dibuka kembali.",
    "es": "El concejo se reunió el lunes para estudiar el plan del puerto, que tres empresas "
    "habían ofrecido reconstruir, y nadie se opuso a la obra.",
    "pt": "O conselho reuniu-se na segunda-feira para estudar o plano do porto, que três empresas "
    "se ofereceram para reconstruir, e ninguém foi contra a obra.",
    "tr": "Belediye meclisi pazartesi günü üç firmanın önerdiği liman planını görüştü ve kabul "
    "etti, limanın ilkbaharda yeniden açılacağını söyledi.",
    "ru": "Совет города собрался в понедельник, чтобы обсудить план восстановления порта, который "
    "предложили три фирмы, и никто не возражал.",
    "nl": "De gemeenteraad kwam maandag bijeen om het plan voor de haven te bespreken, dat drie "
    "bedrijven hadden aangeboden, en niemand had er bezwaar tegen.",
    "en": "The council met on Monday to weigh the plan for the harbor, and nobody objected to it.",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_a_language_without_a_profile_is_known_by_its_words_or_letters(
    language: str, text: str
) -> None:
    assert detect_language(text)[0] == language
    assert detect_language(text, "en-GB")[0] == language


@pytest.mark.parametrize(("language", "text"), KNOWN.items())
def test_its_neighbors_stay_what_they_are(language: str, text: str) -> None:
    assert detect_language(text)[0] == language
    assert other_language(text, [language]) is None


def test_the_place_of_a_text_has_the_language_of_its_page_or_none() -> None:
    text = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor."
    assert detect_language(text, "de-AT") == ("de", 0.5)
    assert detect_language(text) == ("und", 0.0)
