"""`bundle`: everything of a case in one package, and whether a package is still what it was."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from refundcli.cli.commands.options import AnyCase, Json, Today

Channel = Literal[
    "merchant",
    "platform",
    "payment",
    "market_12315",
    "consumer_association",
    "telecom",
    "police",
    "court",
]
Output = Annotated[
    str,
    typer.Option("-o", "--output", metavar="文件", help="写到哪里：以 .zip 结尾，或者一个文件夹"),
]
For = Annotated[
    Channel | None,
    typer.Option("--for", metavar="渠道", help="只装这个渠道要的，例如 market_12315"),
]
Replace = Annotated[
    bool, typer.Option("--replace", help="那里有不是材料包的文件，也换掉（文件夹不换）")
]
Anyway = Annotated[bool, typer.Option("--anyway", help="变了、不见了的证据不放进来，其余照打")]
Package = Annotated[str, typer.Argument(metavar="材料包", help="zip 文件，或者解开以后的文件夹")]


def make(
    case: AnyCase,
    output: Output,
    channel: For = None,
    today: Today = None,
    *,
    replace: Replace = False,
    anyway: Anyway = False,
    as_json: Json = False,
) -> None:
    """把能写的文书、证据、证据目录、期限和清单打成一包。"""
    from refundcli.cli.actions import bundle

    wanted = bundle.Wish(output, channel, today, replace, anyway)
    bundle.make(case, wanted, as_json=as_json)


def verify(package: Package, *, as_json: Json = False) -> None:
    """核对材料包：哪个文件变了、不见了，哪个是后来放进去的；不需要案件。"""
    from refundcli.cli.actions import bundle

    raise typer.Exit(bundle.verify(package, as_json=as_json))
