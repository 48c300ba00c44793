"""One line per log entry: coloured for people at a terminal, JSON for machines."""

import sys
from typing import Any

import structlog


def logging_tree(*, debug: bool) -> dict[str, Any]:
    """Return the logging configuration for the standard library's `dictConfig`."""
    steps = _steps()
    shape = structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    finish = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, _traceback(shape), shape]
    line = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": steps,
        "processors": [step for step in finish if step],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            "django.db.backends": {"level": "INFO"},
            "django.server": {"level": "INFO" if debug else "WARNING"},
            "procrastinate": {"level": "INFO" if debug else "WARNING"},
            "fontTools": {"level": "WARNING"},
        },
    }


def start_logging(tree: dict[str, Any]) -> None:
    """Put the configuration to work for structlog's loggers and the standard library's alike."""
    import logging.config

    logging.config.dictConfig(tree)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_steps(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _steps() -> list[Any]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]


def _traceback(shape: Any) -> Any:
    # The console renderer draws tracebacks itself.
    return None if isinstance(shape, structlog.dev.ConsoleRenderer) else structlog.processors.format_exc_info
