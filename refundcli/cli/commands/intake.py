"""`import bill`: what the buyer has on file already, read in instead of typed."""

from __future__ import annotations

from typing import Annotated

import typer

from refundcli.cli.commands.completion import case_ids
from refundcli.cli.commands.options import Json, Today

File = Annotated[
    str, typer.Argument(metavar="文件", help="支付宝或微信支付导出的账单，csv 或 xlsx，先解压")
]
Into = Annotated[
    str | None,
    typer.Argument(
        metavar="[案件]", help="填进哪个案件；不写就只列出来看", autocompletion=case_ids
    ),
]
Amount = Annotated[
    str | None, typer.Option("--amount", metavar="金额", help="只看这个金额的，一分不差")
]
Day = Annotated[str | None, typer.Option("--date", metavar="日期", help="只看这一天前后一天之内的")]
Merchant = Annotated[
    str | None, typer.Option("--merchant", metavar="名字", help="收款方或商品像这个名字的")
]
Words = Annotated[
    str | None, typer.Option("--text", metavar="文字", help="收款方、商品、备注或单号里有它的")
]
Number = Annotated[int | None, typer.Option("--row", min=1, metavar="序号", help="选第几笔")]
Replace = Annotated[bool, typer.Option("--replace", help="案件里写的和账单不一样时，改成账单上的")]
Keep = Annotated[
    bool, typer.Option("--keep", help="案件里写的和账单不一样时，保留案件里的，只补没填的")
]
Payee = Annotated[
    bool, typer.Option("--payee", help="核对过：收款方全称就是商家登记的名称，一并填入")
]
Paid = Annotated[bool, typer.Option("--paid", help="核对过：状态看不清的这一笔，钱确实付了出去")]
Refunds = Annotated[bool, typer.Option("--refunds", help="把账单上这一笔的退款记进案件")]


def bill(
    file: File,
    case: Into = None,
    amount: Amount = None,
    date: Day = None,
    merchant: Merchant = None,
    text: Words = None,
    row: Number = None,
    today: Today = None,
    *,
    replace: Replace = False,
    keep: Keep = False,
    payee: Payee = False,
    paid: Paid = False,
    refunds: Refunds = False,
    as_json: Json = False,
) -> None:
    """读支付宝、微信支付导出的账单，选出那一笔，填入单号、金额和付款时间。"""
    from refundcli.cli.actions import bill as action
    from refundcli.cli.payment import Agreed, Wanted

    wanted = Wanted(
        file=file,
        case=case,
        amount=amount,
        day=date,
        merchant=merchant or "",
        text=text or "",
        row=row,
    )
    agreed = Agreed(replace=replace, keep=keep, payee=payee, paid=paid, refunds=refunds)
    action.bill(wanted, agreed, today, as_json=as_json)
