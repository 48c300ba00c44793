"""JD and Pinduoduo."""

from __future__ import annotations

from zhanggui.channels.rules.formats.format import CLOSED, Format, FormatKind, PaidRule, Word, word_key, words
from zhanggui.orders.rules.external import ExternalStatus, RefundState

DELETED = {
    word_key(found): CLOSED
    for found in (
        "(删除)等待出库",
        "(删除)等待付款",
        "(删除)未付款",
        "(删除)新订单",
        "(删除)暂停",
        "(删除)等待付款确认",
    )
}

JD = Format(
    code="jd.orders",
    platform="jd",
    kind=FormatKind.ORDER_LINES,
    needs=("订单号", "订购数量", "订单状态", "下单时间"),
    # 锁定: the buyer asked to cancel, so nothing may leave; (删除): cancelled
    statuses=words(
        unpaid="等待付款 等待付款确认 未付款",
        to_ship="等待出库 等待发货",
        shipped="等待确认收货",
        finished="完成 已完成",
        closed="已取消 取消",
    )
    | DELETED
    | {
        "(删除)等待确认收货": Word(None, closed=True, shipped=True),
        "锁定": Word(ExternalStatus.TO_SHIP, locked=True),
        "已锁定": Word(ExternalStatus.TO_SHIP, locked=True),
        "暂停": Word(ExternalStatus.TO_SHIP, locked=True),
        "(锁定)等待出库": Word(ExternalStatus.TO_SHIP, locked=True),
        "(锁定)等待确认收货": Word(ExternalStatus.SHIPPED, locked=True),
    },
    paid=PaidRule.OWED,
    columns={
        "external_no": ("订单号",),
        "status": ("订单状态",),
        "created_at": ("下单时间",),
        "paid_at": ("付款确认时间",),
        "finished_at": ("订单完成时间",),
        "total_fen": ("订单金额",),
        "paid_fen": ("结算金额", "应付金额"),
        "freight_fen": ("运费金额",),
        "buyer_key": ("下单帐号",),
        "buyer_message": ("订单备注",),
        "seller_memo": ("商家备注",),
        "flag": ("商家备注等级（等级1-5为由高到低）", "商家备注等级"),
        "receiver_name": ("客户姓名",),
        "receiver_phone": ("联系电话",),
        "address": ("客户地址",),
        "postcode": ("邮政编码",),
        "pay_method": ("支付方式",),
        "listing_code": ("商品ID",),
        "sku_code": ("商家SKUID", "货号"),
        "title": ("商品名称",),
        "quantity": ("订购数量",),
        "price_fen": ("京东价",),
    },
)

PDD = Format(
    code="pdd.orders",
    platform="pdd",
    kind=FormatKind.ORDERS,
    needs=("订单号", "订单状态", "商品数量(件)"),
    statuses=words(
        unpaid="待付款 待支付",
        to_ship="待发货",
        shipped="已发货,待签收 已发货,待收货 已发货",
        finished="已签收 已收货 已完成 交易成功",
        closed_refunded_before_shipping="未发货,退款成功 未成交,退款成功",
        closed_refunded_after_shipping="已发货,退款成功 已签收,退款成功 已收货,退款成功",
        closed="已取消 已取消,退款成功 订单已取消 退款成功",
    ),
    total_of_goods=True,
    columns={
        "external_no": ("订单号",),
        "status": ("订单状态",),
        "paid_at": ("支付时间", "拼单成功时间", "订单成交时间"),
        "ship_by": ("承诺发货时间",),
        "shipped_at": ("发货时间",),
        "finished_at": ("确认收货时间",),
        "goods_fen": ("商品总价(元)",),
        "paid_fen": ("用户实付金额(元)",),
        "freight_fen": ("邮费(元)",),
        "buyer_message": ("买家留言",),
        "seller_memo": ("商家备注",),
        "receiver_name": ("收货人", "收货人姓名"),
        "receiver_phone": ("手机", "用户购买手机号", "收货人手机号"),
        "province": ("省",),
        "city": ("市",),
        "district": ("区",),
        "town": ("街道/镇", "街道"),
        "detail": ("详细地址", "收货地址"),
        "pay_method": ("支付方式",),
        "review": ("是否审核中",),
        "after_sales": ("售后状态",),
        "courier": ("快递公司",),
        "tracking_no": ("快递单号",),
        "listing_code": ("商品id",),
        "listing_sku_code": ("样式ID",),
        "sku_code": ("商家编码-规格维度", "商家编码-商品维度"),
        "title": ("商品",),
        "properties": ("商品规格",),
        "quantity": ("商品数量(件)",),
        "amount_fen": ("商品总价(元)",),
    },
    discounts=("店铺优惠折扣(元)", "平台优惠折扣(元)", "多多支付立减金额(元)"),
)

PDD_AFTER_SALES = {
    code: state
    for state, codes in {
        RefundState.NONE: "0",
        RefundState.ASKED: "2 8 16 17 18 21 22 23 24 25 27",
        RefundState.RETURNING: "3 7 31",
        RefundState.REFUNDING: "4",
        RefundState.RETURNED: "15",
        RefundState.SUCCEEDED: "5 10 13",
        RefundState.REFUSED: "6 9 14",
        RefundState.CLOSED: "11 12",
    }.items()
    for code in codes.split()
}

PDD_API = Format(
    code="pdd.api",
    platform="pdd",
    kind=FormatKind.ORDER_LINES,
    needs=("order_sn", "order_status", "item_list.goods_id"),
    statuses=words(to_ship="1", shipped="2", finished="3"),
    after_sales_codes=PDD_AFTER_SALES,
    after_sales_status={
        "5": Word(ExternalStatus.CLOSED_REFUNDED_BEFORE_SHIPPING),
        "10": Word(ExternalStatus.CLOSED_REFUNDED_AFTER_SHIPPING),
        "13": Word(ExternalStatus.FINISHED_PART_REFUND),
    },
    total_of_goods=True,
    columns={
        "external_no": ("order_sn",),
        "status": ("order_status",),
        "after_sales": ("after_sales_status",),
        "created_at": ("created_time",),
        "paid_at": ("pay_time", "confirm_time"),
        "ship_by": ("last_ship_time", "promise_delivery_time"),
        "shipped_at": ("shipping_time",),
        "finished_at": ("receive_time",),
        "goods_fen": ("goods_amount",),
        "paid_fen": ("pay_amount",),
        "freight_fen": ("postage",),
        "buyer_message": ("buyer_memo",),
        "seller_memo": ("remark",),
        "flag": ("remark_tag_name", "remark_tag"),
        "receiver_name": ("receiver_name", "receiver_name_mask"),
        "receiver_phone": ("receiver_phone", "receiver_phone_mask"),
        "province": ("province",),
        "city": ("city",),
        "district": ("town",),
        "detail": ("receiver_address", "address", "address_mask"),
        "token": ("open_address_id",),
        "review": ("risk_control_status",),
        "tracking_no": ("tracking_number",),
        "listing_code": ("item_list.goods_id",),
        "listing_sku_code": ("item_list.sku_id",),
        "sku_code": ("item_list.outer_id", "item_list.outer_goods_id"),
        "title": ("item_list.goods_name",),
        "properties": ("item_list.goods_spec",),
        "quantity": ("item_list.goods_count",),
        "price_fen": ("item_list.goods_price",),
    },
    discounts=("discount_amount",),
)
