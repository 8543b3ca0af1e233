"""汇总 from the desk: which year, whose report, into which draft, and what is not in it."""

from dataclasses import dataclass, replace
from pathlib import Path

from tuiwizard.county.desk_merge import Sum, add_up, to_add
from tuiwizard.county.remerge import Options, write_sum
from tuiwizard.errors import TuiwizardError
from tuiwizard.flows.ask import Choice, Field, Form, Option
from tuiwizard.session.paths import typed_path
from tuiwizard.session.view import on_one_line
from tuiwizard.tui.screens.dialogs import ChoiceDialog, FormDialog
from tuiwizard.tui.screens.watching import WatchingScreen
from tuiwizard.words import plural, tr

WRITE, INCLUDE, UPDATE, FORCE, NO = "write", "include", "update", "force", "no"


@dataclass(frozen=True)
class _Plan:
    """What a person has said about a sum."""

    year: int
    output: Path
    options: Options


class DeskMerging(WatchingScreen):
    """A desk whose reports are added up.

    Args:
        desk: The desk to begin with.
    """

    _agency = ""

    def action_merge(self) -> None:
        """F8: add up the reports of a year into one draft, which opens in the wizard."""
        years = [year for year in self.desk.years if to_add(self.desk, year)]
        if not years:
            self.refuse(tr("这个文件夹里还没有可以汇总的年报"))
        elif len(years) == 1:
            self._ask_for_sum(years[0])
        else:
            lines = [
                (str(y), plural("{y}年度（{n} 份）", len(to_add(self.desk, y)), y=y)) for y in years
            ]

            def chosen(answer: str | None) -> None:
                if answer is not None:
                    self._ask_for_sum(int(answer))

            self.app.push_screen(
                ChoiceDialog(Choice("year", tr("汇总哪个年度？"), [Option(*one) for one in lines])),
                chosen,
            )

    def _ask_for_sum(self, year: int) -> None:
        folder = self.desk.folder.absolute()
        beside = folder.with_name(tr("{name}-汇总{year}.toml", name=folder.name, year=year))
        fields = [
            (tr("汇总以后的机关名称，例如 甲县人民政府"), self._agency),
            (tr("写到哪个草稿文件；已经是汇总稿的，把后来的加进去"), str(beside)),
        ]

        def answered(answer: tuple[str, ...] | None) -> None:
            if answer is None:
                return
            self._agency, where = answer[0].strip(), answer[1].strip()
            if not self._agency or not where:
                self.refuse(tr("机关名称和草稿文件都要写；没有汇总"))
                return
            self._add_up(_Plan(year, typed_path(where), Options(agency=self._agency)))

        count = len(to_add(self.desk, year))
        title = plural(
            "把这个文件夹里 {year}年度的 {n} 份年报逐格加成一份（不管现在筛选了什么）",
            count,
            year=year,
        )
        self.app.push_screen(
            FormDialog(Form("merge", title, [Field(*one) for one in fields])), answered
        )

    def _add_up(self, plan: _Plan) -> None:
        desk = self.desk
        self.beside(
            lambda: add_up(desk, plan.year, plan.output, plan.options),
            lambda found: self._offer_sum(plan, found),
        )

    def _offer_sum(self, plan: _Plan, found: Sum) -> None:
        """Show what is not in the sum and why, and let the person decide."""
        lines = [f"! {words}" for words in found.refused]
        lines += found.notes
        lines += [tr("没有加进来：{words}", words=words) for words in found.left_out]
        lines += [tr("读不出来：{words}", words=words) for words in found.unread]
        lines += [tr("没有报送：{agency}", agency=unit.agency) for unit in self.desk.missing]
        choices = []
        title = tr("现在不能汇总，先要解决下面的问题")
        if found.draft is not None:
            title = plural("{n} 份可以加在一起，写成 {output}", found.added, output=plan.output)
            choices.append((WRITE, tr("写成汇总稿，用向导打开（正文要自己写）")))
        if found.left_out and not found.refused:
            choices.append((INCLUDE, tr("没有填完、不能公布的也加进来，填了多少加多少")))
        if found.refused and found.again:
            choices.append((UPDATE, tr("汇总以后有改动的，按现在的内容重新加")))
            choices.append((FORCE, tr("手改过的数也换成各份之和")))
        choices.append((NO, tr("不汇总，回到表")))
        about = [on_one_line(line) for line in lines]
        dialog = ChoiceDialog(Choice("sum", title, [Option(*one) for one in choices], about=about))
        self.app.push_screen(dialog, lambda answer: self._sum_decided(plan, found, answer))

    def _sum_decided(self, plan: _Plan, found: Sum, answer: str | None) -> None:
        options = plan.options
        said = {
            INCLUDE: options._replace(include_unfinished=True),
            UPDATE: options._replace(update=True),
            FORCE: options._replace(force=True),
        }
        if answer == WRITE and found.draft is not None:
            self._write_sum(plan.output, found)
        elif answer is not None and answer in said:
            self._add_up(replace(plan, options=said[answer]))

    def _write_sum(self, output: Path, found: Sum) -> None:
        from tuiwizard.tui.desk_app import DeskApp

        assert found.draft is not None
        try:
            write_sum(output, found.draft)
        except TuiwizardError as error:
            self.refuse(str(error))
            return
        self.look_again()
        if isinstance(self.app, DeskApp):
            self.app.call_later(self.app.open_draft, output, "agency")
