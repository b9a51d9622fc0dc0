"""Names in Chinese, Japanese and Korean writing, and the words that look like them."""

import pytest

from cleaners.detect import detect
from cleaners.detect.east_bylines import names_by_signs
from cleaners.detect.east_names import is_east_name
from cleaners.detect.names import split_names
from tests.detect.pages import page

JAPANESE = (
    "市議会は月曜日に港の再建計画を審議した。計画は三つの会社が提案したもので、春には完成する見通しだ。",
    "議員らは最後のクレーンの試験が終わり次第、港を再び開くと話した。工事は冬の間も続くことになる。",
    "計画に反対する者はなく、夕方の船が桟橋を離れる前に議員らは帰宅した。次の会合は来月に開かれる。",
)


@pytest.mark.parametrize(
    "name",
    [
        *("佐藤健太", "佐藤 健太", "山田花", "小林さくら", "長谷川誠", "林健太郎"),
        *("王建国", "李伟", "欧阳明", "張偉", "김민수", "남궁민수", "이서연"),
    ],
)
def test_frequent_family_names_tell_names(name: str) -> None:
    assert is_east_name(name)


@pytest.mark.parametrize(
    "words",
    [
        *("石川県", "山口市", "福島第一", "田中さん", "森林", "高校野球", "陸上", "文化"),
        *("江苏", "黄河", "金融", "高清", "东方网", "马来西亚", "周年"),
        *("이미지", "정치", "항구일보", "오피니언", "한국어", "공지사항", "Park"),
    ],
)
def test_places_sections_and_outlets_are_no_names(words: str) -> None:
    assert not is_east_name(words)


def test_a_name_alone_beside_a_stamp_is_the_author() -> None:
    title = "港の再建計画をめぐり市議会が二つに割れる"
    found = detect(page(f"# {title}", "佐藤健太", "2023年5月3日 10時20分", *JAPANESE))
    assert found.metadata.authors == ("佐藤健太",)
    found = detect(page(f"# {title}", "石川県", "2023年5月3日 10時20分", *JAPANESE))
    assert found.metadata.authors == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("김민수·이서연 기자", ["김민수", "이서연"]),
        ("海港报记者 王建国", ["王建国"]),
        ("本报记者 某甲 某乙", ["某甲", "某乙"]),
        ("文・写真＝小林さくら", ["小林さくら"]),
        ("（聞き手・佐藤健太）", ["佐藤健太"]),
        ("中外记者见面会", []),
        ("文：港の歴史について", []),
    ],
)
def test_a_word_for_reporters_tells_names(line: str, names: list[str]) -> None:
    assert names_by_signs(line) == names


def test_lists_of_names() -> None:
    assert split_names("王建国 李伟", caseless=True) == ["王建国", "李伟"]
    assert split_names("佐藤健太・鈴木花", caseless=True) == ["佐藤健太", "鈴木花"]
    assert split_names("김민수·이서연", caseless=True) == ["김민수", "이서연"]
