"""What goods of a large market are called, cost, and are sold by: invented, but in the words of the market."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """Goods of one category: heads and tails of their names, units, the range of prices (đồng), drawings."""

    category: str
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    units: tuple[str, ...]
    prices: tuple[int, int]
    drawings: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split("|"))


KINDS = (
    Kind(
        "Hải sản khô",
        _words("Tôm khô|Tôm đất khô|Khô cá lóc|Khô cá khoai|Khô cá kèo|Khô cá bổi|Khô cá đuối|Mực khô|Cá cơm khô"),
        _words("loại 1|loại 2|một nắng|hai nắng|nhạt muối|ướp tiêu ớt|rút xương|nguyên con|phơi giàn|cỡ lớn"),
        _words("kg|túi 250 g|túi 500 g|hộp 200 g"),
        (90_000, 900_000),
        ("tom-kho", "ca-kho", "muc-kho", "ca-com"),
    ),
    Kind(
        "Hải sản tươi sống",
        _words("Cua thịt|Cua gạch|Tôm sú|Tôm thẻ|Tôm càng xanh|Sò huyết|Vọp|Ba khía|Cá kèo|Cá thòi lòi|Ốc len"),
        _words("loại 1|loại 2|cỡ lớn|cỡ vừa|sinh thái|nuôi rừng|bắt lú|tuyển chọn|trong ngày"),
        _words("kg|con|thùng 5 kg"),
        (60_000, 800_000),
        ("cua", "tom-su", "so-huyet"),
    ),
    Kind(
        "Mắm và nước mắm",
        _words("Mắm lóc|Mắm ba khía|Mắm tôm|Mắm ruốc|Mắm sặc|Mắm cá cơm|Nước mắm cá cơm|Nước mắm cá linh"),
        _words("ủ bảy tháng|ủ một năm|chao thính|nguyên con|xào sả ớt|nhĩ đầu|30 độ đạm|40 độ đạm|ít mặn"),
        _words("hũ 400 g|hũ 500 g|hũ 1 kg|chai 500 ml|can 2 l"),
        (35_000, 260_000),
        ("nuoc-mam", "ba-khia", "mam-loc"),
    ),
    Kind(
        "Gia vị",
        _words("Muối hạt|Muối tinh|Muối ớt|Muối tôm|Tiêu sọ|Tiêu đen|Ớt sấy|Sả băm|Bột nghệ"),
        _words("phơi nền đất|sấy|giã tay|rang|xay mịn|hạt to|không tẩm|vườn rừng"),
        _words("túi 500 g|túi 1 kg|hũ 150 g|hũ 200 g"),
        (15_000, 120_000),
        ("muoi", "tieu"),
    ),
    Kind(
        "Mật ong",
        _words("Mật ong rừng|Mật ong hoa tràm|Mật ong bạc hà|Sáp ong|Phấn hoa|Sữa ong chúa"),
        _words("mùa khô|mùa mưa|nguyên sáp|gác kèo|già mật|lọc tay|đầu mùa"),
        _words("chai 500 ml|chai 1 l|hũ 250 g|hộp 400 g"),
        (120_000, 750_000),
        ("mat-ong", "sap-ong"),
    ),
    Kind(
        "Bánh và ăn vặt",
        _words("Bánh phồng tôm|Bánh phồng chuối|Chuối khô|Chuối sấy|Bánh pía|Bánh tằm khô|Chà bông tôm|Chả cá"),
        _words("nhà làm|ép dẻo|giòn|ít đường|nhân đậu|nhân sầu riêng|vị gừng|vị mè|cay vừa"),
        _words("gói 300 g|gói 500 g|hộp 4 cái|túi 200 g"),
        (30_000, 190_000),
        ("banh-phong", "chuoi-kho", "banh-pia"),
    ),
    Kind(
        "Gạo và nông sản",
        _words("Gạo ST25|Gạo lúa tôm|Gạo một bụi đỏ|Gạo lứt|Dưa bồn bồn|Khoai môn|Nhãn da bò|Xá pấu|Năn bộp"),
        _words("mới xay|vụ mùa|vụ hè thu|không thuốc|hữu cơ|dẻo thơm|vườn nhà|đất giồng"),
        _words("túi 2 kg|túi 5 kg|bao 10 kg|kg|hũ 1 kg"),
        (20_000, 420_000),
        ("gao", "dua-bon-bon", "nhan"),
    ),
    Kind(
        "Đồ uống",
        _words("Trà xạ đen|Trà lá sen|Nước cốt nhàu|Siro trái giác|Rượu trái giác|Nước thốt nốt"),
        _words("túi lọc|sao tay|nguyên chất|ít đường|ủ khạp|lên men"),
        _words("hộp 25 túi|chai 500 ml|hũ 400 g"),
        (40_000, 220_000),
        ("nuoc-cot", "tra"),
    ),
    Kind(
        "Thủ công mỹ nghệ",
        _words("Chiếu lác|Chiếu bông|Khăn rằn|Giỏ bồn bồn|Thúng tre|Đũa đước|Tranh vỏ sò|Ghe ngo nhỏ|Nón lá"),
        _words("dệt tay|hai mặt|in bông|cỡ lớn|cỡ nhỏ|nhuộm tự nhiên|bộ ba|làm quà"),
        _words("cái|chiếc|bộ 3 cái|bó 10 đôi"),
        (45_000, 800_000),
        ("khan-ran", "chieu"),
    ),
)
PRAISE = (
    "Làm theo mẻ nhỏ, có hàng mới mỗi tuần.",
    "Nhà làm từ nguyên liệu trong xã, không phẩm màu.",
    "Đóng gói kỹ, gửi đi trong ngày nhận đơn.",
    "Giữ cách làm của ông bà, chỉ bớt mặn cho vừa miệng bây giờ.",
    "Bà con quanh xóm cùng làm, chia nhau từng công đoạn.",
)
FAMILIES = _words("Nguyễn|Trần|Lê|Phạm|Huỳnh|Võ|Phan|Đặng|Bùi|Lâm|Thạch|Quách|Danh|Kim|Hồ|Dương")
GIVEN = _words("Hai Lúa|Ba Khía|Tư Nhỏ|Năm Thơm|Sáu Nghĩa|Bảy Sương|Tám Đẹt|Chín Mận|Mười Đậm|Út Hiền|Bé Ba|Cô Liên")
