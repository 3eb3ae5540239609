"""Far names: names in ideographs or hangul, told from the role that is printed with them without any mark between.

These scripts have no capitals, so that nothing but the words for roles tells where a name ends.
"""

import re
from typing import Final

from msgspec.structs import replace

from site_builder.importing.recognising.bylines import Writer

_KOREAN_ROLE: Final = re.compile(
    r"\S*(?:교수|기자|논설위원|연구원|연구위원|위원|변호사|소장|대표|작가|평론가|특파원|칼럼니스트|의원|박사|원장|대사|시인|소설가|전문가|센터장|실장|편집장|활동가|회장|총장|이사장|이사)"
)
_KOREAN_NAME: Final = re.compile("[\uac00-\ud7a3]{2,4}")
_ROLE: Final = r"(?:(?:本报|本報|本刊|特约|特約|首席|高级|前|元)?(?:记者|記者|评论员|評論員|特派员|特派員|编辑|編輯|论说委员|論説委員|解説委員|編集委員|教授|副教授|准教授|名誉教授|研究员|研究員|主任研究員|ジャーナリスト|評論家|作家|弁護士|学者|專欄作家|专栏作家))"
_NAME: Final = "[\u3400-\u9fff\u3040-\u30ff·・]{2,8}"
_ROLE_FIRST: Final = re.compile(
    rf"(?P<role>\S{{0,20}}{_ROLE})[\s\u3000]+(?P<name>{_NAME}(?:[\s\u3000]{_NAME})?)"
)
_NAME_FIRST: Final = re.compile(rf"(?P<name>{_NAME})[\s\u3000]+(?P<role>\S{{0,20}}{_ROLE})")
_LABELLED: Final = re.compile(  # behind a word for the author, in a line that may say when and whence, too
    rf"(?:^|[\s|丨/])(?:作者|撰文|文|執筆|著者|筆者|記者|记者)\s*[:：/／|]\s*(?P<name>{_NAME})(?=$|[\s|丨/(（])"  # noqa: RUF001 - letters and marks of other scripts
)


def told_apart(writer: Writer) -> Writer:
    """Return somebody whose name holds the role as well with the two apart; any other as they are."""
    words = writer.name.split()
    if writer.role or len(words) < 2:  # noqa: PLR2004 - a name and a role
        return writer
    if _KOREAN_NAME.fullmatch(words[0]) and _KOREAN_ROLE.fullmatch(words[-1]):
        return replace(writer, name=words[0], role=" ".join(words[1:]))
    match = _ROLE_FIRST.fullmatch(writer.name) or _NAME_FIRST.fullmatch(writer.name)
    return replace(writer, name=match["name"], role=match["role"]) if match else writer


def labelled(text: str) -> str:
    """Return the name that stands in a line behind a word for the author, or ""."""
    match = _LABELLED.search(text)
    return match["name"] if match else ""
