"""What keeps the house simple: shallow classes, no stubs, no circles."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import grimp

import tuiwizard

SOURCE = Path(tuiwizard.__file__).parent
MOST_ANCESTORS = 2


def modules() -> Iterator[ModuleType]:
    """Every module of the program; one that is run, not imported, is left out."""
    for info in pkgutil.walk_packages([str(SOURCE)], "tuiwizard."):
        if not info.name.endswith("__main__"):
            yield importlib.import_module(info.name)


def classes() -> set[type]:
    """Every class of ours, those inside of classes and functions of a module's face included."""
    found: set[type] = set()
    for module in modules():
        found |= {c for _, c in inspect.getmembers(module, inspect.isclass) if _is_ours(c)}
    waiting = list(found)
    while waiting:
        inner = {c for c in vars(waiting.pop()).values() if inspect.isclass(c) and _is_ours(c)}
        waiting += inner - found
        found |= inner
    return found


def _is_ours(one: type) -> bool:
    return one.__module__.partition(".")[0] == "tuiwizard"


def test_no_class_has_more_than_two_ancestors_of_ours() -> None:
    ancestors = {c: [a for a in inspect.getmro(c)[1:] if _is_ours(a)] for c in classes()}
    assert len(ancestors) > 200
    assert {c: found for c, found in ancestors.items() if len(found) > MOST_ANCESTORS} == {}


def test_nothing_is_left_for_a_subclass_to_implement() -> None:
    stubs = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Raise) and "NotImplementedError" in ast.dump(node)
    ]
    assert stubs == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = grimp.build_graph("tuiwizard", cache_dir=None)
    imports = {m: graph.find_modules_directly_imported_by(m) for m in graph.modules}
    assert len(imports) > 200
    assert circles(imports) == []


def test_circles_are_found() -> None:
    imports = {"a": {"b", "c"}, "b": {"a"}, "c": {"d"}, "d": {"e"}, "e": {"d"}, "f": {"a"}}
    assert circles(imports) == [["a", "b"], ["d", "e"]]


def circles(imports: dict[str, set[str]]) -> list[list[str]]:
    """Groups of modules of which each reaches each other one."""
    reached = {module: _reached(imports, module) for module in imports}
    groups = {
        tuple(sorted(other for other in reached[module] if module in reached[other]))
        for module in imports
        if module in reached[module]
    }
    return sorted(map(list, groups))


def _reached(imports: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = list(imports[start])
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting += imports.get(module, set())
    return found
