"""Sales as the platforms' export files: their column names, state words, encodings and ways to protect digits."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from zhanggui.config.demo.buyers import masked_detail, masked_name, masked_phone
from zhanggui.config.demo.sales import Line, Sale, Status
from zhanggui.foundation.clock import SHANGHAI
from zhanggui.shops.vocabulary import Platform

type Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Export:
    """A file as a merchant would save it."""

    name: str
    content: bytes


def exported(platform: Platform, sales: Sequence[Sale], now: datetime, shop_name: str) -> list[Export]:
    """The files that the platform's back office gives at a moment; none without sales."""
    if not sales:
        return []
    stamp = f"{now.astimezone(SHANGHAI):%Y%m%d%H%M}"
    return [
        Export(name.format(stamp=stamp), _written(rows(sales, now, shop_name), encoding))
        for name, encoding, rows in _FILES[platform]
    ]


def answered(shipped: Sequence[tuple[str, str, str]], failed: int) -> bytes:
    """A platform's answer to (number, courier, waybill) rows, the first `failed` of them not accepted."""
    rows = (
        {
            "订单号": number,
            "快递公司": courier,
            "快递单号": waybill,
            "发货结果": "失败" if place < failed else "成功",
            "失败原因": "快递单号与快递公司不匹配" if place < failed else "",
        }
        for place, (number, courier, waybill) in enumerate(shipped)
    )
    return _written(rows, "utf-8-sig")


def _written(rows: Iterable[Row], encoding: str) -> bytes:
    found = list(rows)
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(found[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(found)
    return stream.getvalue().encode(encoding)


def _taobao_orders(sales: Sequence[Sale], now: datetime, shop_name: str) -> Iterable[Row]:
    for sale in sales:
        status, refunded = sale.status(now), _refunded(sale, now)
        paid = 0 if status in (Status.UNPAID, Status.CLOSED) else sale.total_fen
        yield {
            "订单编号": _protected(sale.number),
            "买家会员名": sale.buyer.account,
            "买家应付货款": _yuan(sale.total_fen),
            "买家应付邮费": "0.00",
            "总金额": _yuan(sale.total_fen),
            "买家实际支付金额": _yuan(paid - refunded),
            "订单状态": _TAOBAO[status],
            "买家留言": sale.message,
            "收货人姓名": sale.buyer.name,
            "收货地址 ": f"{sale.buyer.province} {sale.buyer.city} {sale.buyer.district} {sale.detail(now)}",
            "联系手机": f"'{sale.buyer.phone}",
            "订单创建时间": _time(sale.created_at),
            "订单付款时间 ": _time(sale.paid_at, now),
            "物流单号 ": f"No:{sale.waybill}" if _came(sale.shipped_at, now) and sale.waybill else "",
            "物流公司": sale.courier if _came(sale.shipped_at, now) else "",
            "订单备注": sale.note(now),
            "店铺名称": shop_name,
            "订单关闭原因": "买家未付款" if status is Status.CLOSED else "退款" if refunded else "订单未关闭",
            "分阶段订单信息": "阶段2：等待买家付款" if sale.presale else "",
            "退款金额": _yuan(refunded),
            "确认收货时间": _time(sale.finished_at, now),
        }


def _taobao_items(sales: Sequence[Sale], now: datetime, shop_name: str) -> Iterable[Row]:
    for sale, place, line in _lines(sales):
        asked = place == 0 and sale.asks_refund(now)
        refunded = place == 0 and _refunded(sale, now) > 0
        yield {
            "子订单编号": f'="{sale.number}{place:02}"',
            "主订单编号": _protected(sale.number),
            "商品标题": line.article.title,
            "商品价格": _yuan(line.price_fen),
            "购买数量": str(line.quantity),
            "外部系统编号": line.article.code,
            "商品属性": f"规格：{line.article.variant}" if line.article.variant else "",
            "订单状态": _TAOBAO[sale.status(now)],
            "商家编码": line.article.code,
            "买家应付货款": _yuan(line.amount_fen),
            "退款状态": "买家已经申请退款，等待卖家同意" if asked else "退款成功" if refunded else "没有申请退款",
            "退款金额": _yuan(sale.total_fen) if asked or refunded else "无退款申请",
            "订单创建时间": _time(sale.created_at),
            "订单付款时间": _time(sale.paid_at, now),
            "商品ID": _listing(line, "66"),
            "备注标签": sale.flag,
            "商家备注": sale.note(now),
            "主订单买家留言": sale.message,
        }


def _jd_orders(sales: Sequence[Sale], now: datetime, shop_name: str) -> Iterable[Row]:
    for sale, _place, line in _lines(sales):
        status = sale.status(now)
        yield {
            "订单号": sale.number,
            "商品ID": _listing(line, "10"),
            "商品名称": f"{line.article.title} {line.article.variant}",
            "订购数量": str(line.quantity),
            "支付方式": "货到付款" if sale.cod else "在线支付",
            "下单时间": _time(sale.created_at),
            "京东价": _yuan(line.price_fen),
            "订单金额": _yuan(sale.total_fen),
            "结算金额": _yuan(sale.total_fen),
            "应付金额": _yuan(sale.total_fen),
            "订单状态": "锁定" if status is Status.TO_SHIP and sale.is_locked(now) else _JD[status],
            "下单帐号": sale.buyer.account,
            "客户姓名": sale.buyer.name,
            "客户地址": f"{sale.buyer.province}{sale.buyer.city}{sale.buyer.district}{sale.detail(now)}",
            "联系电话": sale.buyer.phone,
            "订单备注": sale.message,
            "商家备注": sale.note(now),
            "运费金额": "0.00",
            "付款确认时间": _time(sale.paid_at, now),
            "货号": line.article.code,
            "订单完成时间": _time(sale.finished_at, now),
            "订单渠道": "移动端订单",
        }


def _pdd_orders(sales: Sequence[Sale], now: datetime, shop_name: str) -> Iterable[Row]:
    for sale in sales:
        line, buyer = sale.lines[0], sale.buyer
        sent = _came(sale.shipped_at, now)
        paid = sale.total_fen if sale.paid_at else 0
        yield {
            "商品": line.article.title,
            "订单号": sale.number,
            "订单状态": _PDD[sale.status(now)],
            "商品总价(元)": f"{_yuan(sale.total_fen)}\t",
            "邮费(元)": "0.00\t",
            "店铺优惠折扣(元)": "0.00\t",
            "用户实付金额(元)": f"{_yuan(paid)}\t",
            "商品数量(件)": f"{line.quantity}\t",
            "是否审核中": "否",
            "支付时间": f"{_time(sale.paid_at, now)}\t",
            "承诺发货时间": f"{_time(sale.ship_by)}\t",
            "发货时间": f"{_time(sale.shipped_at, now)}\t",
            "确认收货时间": f"{_time(sale.finished_at, now)}\t",
            "商品id": _listing(line, "70"),
            "商品规格": line.article.variant,
            "样式ID": f"{_listing(line, '80')}\t",
            "商家编码-规格维度": line.article.code,
            "商家备注": sale.note(now),
            "买家留言": sale.message,
            "售后状态": "售后处理中" if sale.asks_refund(now) else "无售后或售后取消",
            "收货人": masked_name(buyer.name),
            "手机": masked_phone(buyer.phone),
            "省": buyer.province,
            "市": buyer.city,
            "区": buyer.district,
            "详细地址": masked_detail(sale.detail(now)),
            "快递单号": f"{sale.waybill if sent else ''}\t",
            "快递公司": sale.courier if sent else "",
        }


def _douyin_orders(sales: Sequence[Sale], now: datetime, shop_name: str) -> Iterable[Row]:
    for sale, place, line in _lines(sales):
        buyer = sale.buyer
        status, sent = sale.status(now), _came(sale.shipped_at, now)
        yield {
            "主订单编号": f"\t{sale.number}",
            "子订单编号": f"\t{sale.number[:-2]}{place:02}",
            "选购商品": line.article.title,
            "商品规格": line.article.variant,
            "商品数量": str(line.quantity),
            "商品ID": f"\t{_listing(line, '37')}",
            "商家编码": line.article.code,
            "商品单价": _yuan(line.price_fen),
            "订单应付金额": _yuan(line.amount_fen),
            "运费": "0.00",
            "优惠总金额": "0.00",
            "支付方式": "支付宝" if sale.paid_at else "-",
            "收件人": masked_name(buyer.name),
            "收件人手机号": masked_phone(buyer.phone),
            "省": buyer.province,
            "市": buyer.city,
            "区": buyer.district,
            "街道": "",
            "详细地址": masked_detail(sale.detail(now)),
            "买家留言": sale.message,
            "订单提交时间": _time(sale.created_at),
            "旗帜颜色": sale.flag,
            "商家备注": sale.note(now),
            "订单完成时间": _time(sale.finished_at, now),
            "支付完成时间": _time(sale.paid_at, now),
            "订单状态": _DOUYIN[status],
            "承诺发货时间": _time(sale.ship_by),
            "售后状态": _douyin_refund(sale, now) if place == 0 else "-",
            "发货时间": _time(sale.shipped_at, now),
            "快递公司": sale.courier if sent else "",
            "快递单号": f"\t{sale.waybill}" if sent and sale.waybill else "",
        }


def _douyin_refund(sale: Sale, now: datetime) -> str:
    if sale.asks_refund(now):
        return "待商家处理"
    return "退款成功" if _refunded(sale, now) else "-"


def _lines(sales: Sequence[Sale]) -> Iterable[tuple[Sale, int, Line]]:
    return ((sale, place, line) for sale in sales for place, line in enumerate(sale.lines))


def _protected(number: str) -> str:
    """A number as Taobao keeps spreadsheets from rounding it; one that a spreadsheet has rounded already is bare."""
    return f'="{number}"' if number.isdecimal() else number


def _listing(line: Line, prefix: str) -> str:
    return f"{prefix}{sum(map(ord, line.article.title)):08}"


def _refunded(sale: Sale, now: datetime) -> int:
    return sale.total_fen if sale.status(now) is Status.REFUNDED else 0


def _came(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment <= now


def _time(moment: datetime | None, now: datetime | None = None) -> str:
    if moment is None or (now is not None and moment > now):
        return ""
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"


def _yuan(fen: int) -> str:
    return f"{fen / 100:.2f}"


S = Status
_TAOBAO = {
    S.UNPAID: "等待买家付款",
    S.CLOSED: "交易关闭",
    S.TO_SHIP: "买家已付款，等待卖家发货",
    S.SHIPPED: "卖家已发货，等待买家确认",
    S.FINISHED: "交易成功",
    S.REFUNDED: "交易关闭",
}
_JD = {
    S.UNPAID: "等待付款",
    S.CLOSED: "已取消",
    S.TO_SHIP: "等待出库",
    S.SHIPPED: "等待确认收货",
    S.FINISHED: "完成",
    S.REFUNDED: "(删除)等待出库",
}
_PDD = {
    S.UNPAID: "待付款",
    S.CLOSED: "已取消",
    S.TO_SHIP: "待发货",
    S.SHIPPED: "已发货，待签收",
    S.FINISHED: "已签收",
    S.REFUNDED: "未发货，退款成功",
}
_DOUYIN = {
    S.UNPAID: "待支付",
    S.CLOSED: "已关闭",
    S.TO_SHIP: "备货中",
    S.SHIPPED: "已发货",
    S.FINISHED: "已完成",
    S.REFUNDED: "已关闭",
}
_FILES: Mapping[Platform, Sequence[tuple[str, str, Callable[[Sequence[Sale], datetime, str], Iterable[Row]]]]] = {
    Platform.TAOBAO: (
        ("ExportOrderList{stamp}.csv", "gb18030", _taobao_orders),
        ("ExportItemList{stamp}.csv", "gb18030", _taobao_items),
    ),
    Platform.JD: (("京东订单{stamp}.csv", "gb18030", _jd_orders),),
    Platform.PDD: (("orders_export{stamp}.csv", "utf-8-sig", _pdd_orders),),
    Platform.DOUYIN: (("抖店订单{stamp}.csv", "utf-8-sig", _douyin_orders),),
}
