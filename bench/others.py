"""Scores the payers of a world without and with labels: an isolation forest, and gradient-boosted trees trained on another world.

usage: others.py TEST TRAIN OUT. TEST and TRAIN are folders as bench/others.ts writes them; OUT gets a score for each payer of TEST,
float64 by code: forest.f64, boosted.f64. A payer has the score of the row that stands out most. NaN = not known.
"""

import json
import sys
from pathlib import Path

import lightgbm
import numpy
from sklearn.ensemble import IsolationForest

SEEDS = (1, 2, 3)
"""Each model is the mean of as many: one alone depends on its seed."""
NO_SAY = 2
"""The label of rows from which nothing is learnt."""


def read(folder: Path):
    sizes = json.loads((folder / "sizes.json").read_text())
    facts = numpy.fromfile(folder / "facts.f32", "<f4").reshape(sizes["facts"], sizes["rows"]).T
    payers = numpy.fromfile(folder / "payers.i32", "<i4")
    labels = numpy.fromfile(folder / "labels.u8", "u1")
    return numpy.ascontiguousarray(facts), payers, labels


def highest_of_each(payers, scores):
    highest = numpy.full(payers.max() + 1, -numpy.inf)
    numpy.maximum.at(highest, payers, scores)
    return highest


def mean_of_seeds(score_with):
    return numpy.mean([score_with(seed) for seed in SEEDS], axis=0)


def forest(facts):
    def score_with(seed):
        model = IsolationForest(n_estimators=300, max_samples=256, random_state=seed, n_jobs=1)
        return -model.fit(facts).score_samples(facts)

    return mean_of_seeds(score_with)


def boosted(train_facts, train_labels, facts):
    learnt = train_labels != NO_SAY

    def score_with(seed):
        model = lightgbm.LGBMClassifier(
            n_estimators=300,
            learning_rate=0.03,
            num_leaves=31,
            min_child_samples=10,
            colsample_bytree=0.4,
            subsample=0.8,
            subsample_freq=1,
            reg_lambda=5.0,
            random_state=seed,
            n_jobs=1,
            deterministic=True,
            force_row_wise=True,
            verbosity=-1,
        )
        model.fit(train_facts[learnt], train_labels[learnt])
        return model.booster_.predict(facts, raw_score=True)

    return mean_of_seeds(score_with)


def main():
    test, train, out = (Path(argument) for argument in sys.argv[1:])
    facts, payers, _ = read(test)
    highest_of_each(payers, forest(facts)).astype("<f8").tofile(out / "forest.f64")
    train_facts, _, train_labels = read(train)
    highest_of_each(payers, boosted(train_facts, train_labels, facts)).astype("<f8").tofile(out / "boosted.f64")


main()
