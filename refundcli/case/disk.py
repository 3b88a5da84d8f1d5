"""Files as a buyer needs them: UTF-8, private, all or nothing, and a Chinese line on failure."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from refundcli.errors import InvalidInputError, NotSavedError

# A case with a few letters takes no more.
_TRIAL = 64 * 1024


def read_text(path: Path) -> str:
    """Read a UTF-8 file; raises with a Chinese line on anything else."""
    try:
        return on_disk(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInputError(f"{path} 不是 UTF-8 编码的文字，请另存为 UTF-8 后再试") from error
    except OSError as error:
        raise InvalidInputError(f"读不到 {path}：{reason(error)}") from error


def write_atomic(path: Path, content: str | bytes) -> None:
    """All of the content or none of it: temporary file beside, fsync, rename."""
    data = _encoded(path, content)
    path = on_disk(path)
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    try:
        make_private(path.parent)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        raise NotSavedError(f"没能写入 {path}：{reason(error)}；原有内容没有动") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_result(path: Path, content: str | bytes) -> None:
    """Write where the buyer said: a file atomically, also behind a link; a pipe as it stands."""
    data = _encoded(path, content)
    try:
        target = Path(os.path.realpath(on_disk(path)))
        if not target.exists() or target.is_file():
            write_atomic(target, data)
            return
        with target.open("wb") as stream:
            stream.write(data)
    except OSError as error:
        raise NotSavedError(f"没能写入 {path}：{reason(error)}") from error


def unwritable(folder: Path) -> str:
    """Why nothing can be written into a folder that may not exist yet; empty where it can."""
    place = next(part for part in (folder, *folder.parents) if on_disk(part).exists())
    trial = on_disk(place / f".{os.urandom(4).hex()}.tmp")
    try:
        with trial.open("xb") as stream:
            stream.write(bytes(_TRIAL))
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        return reason(error)
    finally:
        with suppress(OSError):
            trial.unlink(missing_ok=True)
    return ""


def on_disk(path: Path) -> Path:
    """The path as the system spells it: in UTF-8 also where the locale has no Chinese."""
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return Path(os.fsdecode(str(path).encode("utf-8", "surrogateescape")))
    return path


def _encoded(path: Path, content: str | bytes) -> bytes:
    """UTF-8, or an error: a lone surrogate (bytes that were no UTF-8) is no text."""
    try:
        return content if isinstance(content, bytes) else content.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InvalidInputError(
            f"没能写入 {path}：里面有不是 UTF-8 编码的文字；原有内容没有动"
        ) from error


def make_private(folder: Path) -> None:
    """Create the folder and its parents, readable by the buyer alone."""
    missing = [folder, *folder.parents]
    for part in reversed([part for part in missing if not part.exists()]):
        part.mkdir(mode=0o700, exist_ok=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the case's lock; released by the system even when the process is killed."""
    try:
        make_private(folder)
        handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise NotSavedError(f"没能写入 {folder}：{reason(error)}") from error
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    if os.name == "nt":
        import msvcrt  # noqa: PLC0415 - exists on Windows alone

        lock: Callable[[int, int, int], None] = msvcrt.locking  # type: ignore[attr-defined,unused-ignore]
        lock(handle, 1, 1)
        return
    import fcntl  # noqa: PLC0415 - exists on POSIX alone

    fcntl.flock(handle, fcntl.LOCK_EX)


def hold(handle: int, *, wait: bool = False) -> bool:
    """Lock a file for as long as it is open; False where another process holds it.

    Where files cannot be locked this way, nobody is kept out.
    """
    if os.name == "nt":
        return True
    import fcntl  # noqa: PLC0415 - exists on POSIX alone

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese."""
    import errno  # noqa: PLC0415 - only a failure pays for it

    known = {
        errno.ENOSPC: "磁盘满了",
        errno.EACCES: "没有权限",
        errno.EPERM: "没有权限",
        errno.ENOENT: "文件或目录不存在",
        errno.EISDIR: "这是一个目录，不是文件",
        errno.EROFS: "磁盘是只读的",
        errno.EDQUOT: "磁盘配额用完了",
        errno.ENOTDIR: "路径里有一段是文件，不是目录",
        errno.EEXIST: "已经有同名的文件",
        errno.ENAMETOOLONG: "名字太长",
        errno.ELOOP: "链接绕成了圈",
        errno.EIO: "磁盘读写出错",
        errno.EFBIG: "文件太大，磁盘或系统不让写",
    }
    return known.get(error.errno or 0, f"系统拒绝了（错误号 {error.errno}）")
