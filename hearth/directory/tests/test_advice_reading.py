"""The hints say how hard a text is to read, and what would make it easier."""

import pytest

from hearth.directory.advice import reading

COUNTED = """
1: a the one tea help home night through friend please ring talk world calm walked slept bills debt
1: care safe food rent heart bread give these loved you're can't it's asked known health course
1: house young where once voice least change worse twice eyes loud days bed shame breath
2: money worry people table little feeling nothing easy today number after problem because someone
2: lonely panic letter before carer kitchen simple hungry trouble wanted needed being going asleep
2: alone support council moment breathing water music story open listen mobile doctor stronger
2: quiet places houses finished evening noises landlord children letters nothing always angry
2: friendly hurry mother father window chemist garden
3: remember together family important another however whatever somebody energy benefits medical
3: understand hospital telephone consider natural physical terrible company volunteer attention
3: period difference continue idea area eviction tomorrow
4: information community emergency conversation everybody situation complicated january television
4: security especially difficulty independent material seriously
5: accommodation university opportunity administration communicated vocabulary
"""


def counted_by_hand():
    for line in COUNTED.strip().splitlines():
        count, _, words = line.partition(": ")
        yield from ((word, int(count)) for word in words.split())


def test_syllables_are_counted_right_for_nine_words_in_ten():
    words = list(counted_by_hand())
    wrong = [(word, reading.syllables(word)) for word, n in words if reading.syllables(word) != n]

    assert len(words) > 150
    assert len(wrong) <= len(words) / 10, wrong


def test_a_rule_for_words_is_right_on_the_whole():
    """What the measure needs is their sum: a word too long here is made good by one too short."""
    words = list(counted_by_hand())

    counted = sum(reading.syllables(word) for word, _ in words)
    assert counted == pytest.approx(sum(count for _, count in words), rel=0.04)


def test_the_formula_is_the_published_one():
    text = "The cat sat on the mat. " * 5  # 6 words to a sentence, 1 syllable to a word

    grade = 0.39 * 6 + 11.8 * 1 - 15.59
    assert reading.reading_age(text) == max(5, round(grade + 5))


def test_long_words_in_long_sentences_need_an_older_reader():
    easy = (
        "You are not alone. We will have a cup of tea. Then we can talk, if you want to talk. " * 2
    )
    hard = (
        "Individuals experiencing considerable psychological difficulties are encouraged to "
        "participate in the multidisciplinary consultation opportunities available throughout "
        "the organisation and its associated institutions."
    )

    assert reading.reading_age(easy) <= 8
    assert reading.reading_age(hard) > 18


def test_a_few_words_say_nothing_of_how_hard_they_are():
    assert reading.reading_age("Have a cup of tea.") is None
    assert reading.reading_age("") is None


def test_each_line_of_a_list_is_a_sentence():
    text = "## Heading here\n\nTry this:\n\n- go for a walk\n- have a cup of tea"

    assert [len(words) for words in reading.sentences_of(text)] == [2, 2, 4, 5]


def test_a_web_address_is_no_word():
    assert reading.sentences_of("[Ask us](https://hard.example/words) now") == [
        ["Ask", "us", "now"]
    ]


def test_hints_name_long_sentences_hard_words_and_what_is_done_to_somebody():
    text = (
        "You may require assistance. You may require more. Your form was sent back. "
        "If you are worried, come in. "
        + "This one goes on and on and never comes to an end for it has so very many words in it "
        "that nobody can follow."
    )

    found = reading.hints(text)

    assert {each.word: each.times for each in found.hard_words} == {"require": 2, "assistance": 1}
    assert found.hard_words[0].plainer == "need"
    assert [(each.words, each.begins[:8]) for each in found.long_sentences] == [(25, "This one")]
    assert found.done_to == ("was sent",)


def test_of_another_language_only_the_length_is_said():
    found = reading.hints("Mae'n ddrwg gen i. " * 20, english=False)

    assert found.age is None
    assert found.words == 80
    assert found.is_easy
