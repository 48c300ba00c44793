"""All formats, and the files that people upload by mistake: statements and bills that hold no orders."""

from __future__ import annotations

from collections.abc import Mapping

from zhanggui.channels.rules.formats import jd_pdd, live_shops, other_shops, taobao
from zhanggui.channels.rules.formats.format import Format

__all__ = ["FORMATS", "OTHER_FILES"]

FORMATS: tuple[Format, ...] = (
    taobao.ORDERS,
    taobao.DETAIL,
    taobao.ITEMS,
    taobao.RECEIVERS,
    taobao.REFUNDS,
    taobao.API,
    jd_pdd.JD,
    jd_pdd.PDD,
    jd_pdd.PDD_API,
    live_shops.DOUYIN,
    live_shops.DOUYIN_REFUNDS,
    live_shops.KUAISHOU,
    live_shops.WECHAT,
    other_shops.XHS,
    other_shops.YOUZAN,
    other_shops.ALIBABA,
)

# name → header names that together occur in no order file
OTHER_FILES: Mapping[str, tuple[str, ...]] = {
    "alipay.fund_detail": ("账务流水号", "业务流水号", "商户订单号"),
    "alipay.summary": ("类型", "收入（笔数）", "支出（笔数）"),
    "alipay.bill": ("支付宝流水号", "账务类型"),
    "taobao.fund_flow": ("支付流水号", "主订单id", "入帐类型"),
    "pdd.fund_detail": ("商户订单号", "账务类型", "发生时间"),
    "pdd.advertising": ("日期", "总花费(元)", "曝光量"),
    "douyin.settlement": ("结算时间", "订单号", "结算金额"),
    "douyin.fund_flow": ("动账时间", "动账金额"),
    "douyin.freight_insurance": ("投保单号", "支付保费"),
    "kuaishou.settlement": ("实际结算金额(元)", "合计支出(元)"),
    "kuaishou.fund_flow": ("账务流水号", "关联业务单号"),
    "kuaishou.freight_insurance": ("订单编号", "收费编号"),
    "wechat.fund_flow": ("流水单号", "记账时间"),
    "xhs.settlement": ("动账金额", "计佣基数"),
    "xhs.other_service": ("业务款项", "动账金额"),
    "xhs.fund_flow": ("交易类型描述", "账户余额（元）"),
    "youzan.customers": ("客户姓名", "客户手机号"),
    "courier.sf_monthly": ("运单号码", "应付金额"),
    "courier.zto_monthly": ("账单日期", "运单号", "合计"),
}
