"""Messages in a language: by the form that each keeps, with particles that fit what fills it."""

from importlib import import_module

from kbrief.errors import Message, Problem
from kbrief.model import Lang
from kbrief.words.particles import filled


def told(message: str, lang: Lang) -> str:
    """Return a message in a language, with the messages in it; a plain text, which is data, stays as it is."""
    if lang == "en" or not isinstance(message, Message):
        return message
    forms: dict[str, str] = import_module(f"kbrief.words.{lang}.messages").FORMS
    facts = {name: told(fact, lang) if isinstance(fact, str) else fact for name, fact in message.facts.items()}
    return filled(forms[message.form], facts)


def problem_in(problem: Problem, lang: Lang) -> Problem:
    """Return a problem whose message and hint are in a language; its rule, level and place are names of no language."""
    hint = problem.hint and told(problem.hint, lang)
    return problem._replace(message=told(problem.message, lang), hint=hint)
