import { _t } from "@web/core/l10n/translation";
import { Component } from "@odoo/owl";

import { makeKey } from "./grid_store";

/** What a page with many people shows, from what `setup` has put into it. */
export class GridContent extends Component {
    get grid() {
        return this.data.grid;
    }

    get people() {
        return this.grid?.people || [];
    }

    get groups() {
        return this.grid?.groups || [];
    }

    /** All criteria in order, each with what it takes from its value. */
    get criteria() {
        return this.groups.flatMap((group) =>
            group.items.map((item, index) => ({
                ...item,
                anchors: item.anchors || group.anchors,
                group,
                isFirst: index === 0,
            }))
        );
    }

    /** On a phone there is no room for all: one criterion, or one person, at a time. */
    get mode() {
        const { mode } = this.state;
        return this.ui.isSmall && mode === "grid" ? "criterion" : mode;
    }

    get modes() {
        const grid = { key: "grid", name: _t("All criteria") };
        return [
            ...(this.ui.isSmall ? [] : [grid]),
            { key: "criterion", name: _t("One criterion") },
            { key: "person", name: _t("One person") },
        ];
    }

    /** What one goes through: criteria, or people. */
    get steps() {
        return this.mode === "person"
            ? this.people.map(({ id, name }) => ({ id, name }))
            : this.criteria.map(({ id, text, group }) => ({
                  id,
                  name: text === group.name ? text : `${group.name}: ${text}`,
              }));
    }

    get stepId() {
        return this.mode === "person" ? this.state.formId : this.state.criterionId;
    }

    get stepIndex() {
        return this.steps.findIndex(({ id }) => id === this.stepId);
    }

    // Names that no loop of the template uses: it could not set them.

    get shownCriterion() {
        return this.criteria.find(({ id }) => id === this.state.criterionId);
    }

    get shownPerson() {
        return this.people.find(({ id }) => id === this.state.formId);
    }

    /** Answers shown one below the other: of one criterion, or of one person. */
    get places() {
        const { shownCriterion: criterion, shownPerson: person } = this;
        const places =
            this.mode === "person"
                ? person && this.criteria.map((one) => ({ person, criterion: one }))
                : criterion && this.people.map((one) => ({ person: one, criterion }));
        return (places || []).filter((place) =>
            this.asks(place.person, place.criterion)
        );
    }

    get current() {
        const { at } = this.state;
        const person = at && this.people.find(({ id }) => id === at.formId);
        const criterion = at && this.criteria.find(({ id }) => id === at.criterionId);
        return person && criterion ? { person, criterion } : null;
    }

    asks(person, criterion) {
        return person.criteria.includes(criterion.id);
    }

    getName(person, criterion) {
        return makeKey(person.id, criterion.id);
    }

    getAnswer(person, criterion) {
        return this.store.getAnswer(person.id, criterion.id);
    }

    isAnswered({ value, not_observed }) {
        return Boolean(value || not_observed);
    }

    needsComment(person, answer) {
        if (!answer.value || answer.comment.trim()) {
            return false;
        }
        const { levels } = this.grid;
        const extremes = [levels[0].value, levels.at(-1).value];
        return (
            person.comment_rule === "always" ||
            (person.comment_rule === "extremes" && extremes.includes(answer.value))
        );
    }

    /** What a cell lacks: after submitting, an answer or a comment; else nothing. */
    getMissing(person, criterion) {
        const reason = this.state.missing[this.getName(person, criterion)];
        const answer = this.getAnswer(person, criterion);
        const isLacking =
            reason === "answer"
                ? !this.isAnswered(answer)
                : reason && this.needsComment(person, answer);
        return isLacking ? reason : undefined;
    }

    cellText({ value, not_observed }) {
        return not_observed ? _t("N") : value || "·";
    }

    cellLabel(person, criterion) {
        const answer = this.getAnswer(person, criterion);
        const level = this.grid.levels.find(({ value }) => value === answer.value);
        const state = answer.not_observed ? _t("not observed") : level?.name;
        const text = `${person.name}, ${criterion.text}: ${state || _t("no answer")}`;
        if (this.needsComment(person, answer)) {
            return _t("%s, needs a comment", text);
        }
        return answer.comment ? _t("%s, with a comment", text) : text;
    }

    answerLabel({ person, criterion }) {
        return `${person.name}, ${criterion.text}`;
    }

    countDone(person) {
        const answers = this.grid.answers[person.id] || {};
        return person.criteria.filter(
            (id) => answers[id] && this.isAnswered(answers[id])
        ).length;
    }

    isComplete(person) {
        const answers = this.grid.answers[person.id] || {};
        return person.criteria.every((id) => {
            const answer = answers[id];
            return (
                answer && this.isAnswered(answer) && !this.needsComment(person, answer)
            );
        });
    }

    progressText(person) {
        return `${this.countDone(person)}/${person.criteria.length}`;
    }

    get completeCount() {
        return this.people.filter((person) => this.isComplete(person)).length;
    }

    get completeText() {
        return _t("%(done)s of %(all)s people complete", {
            done: this.completeCount,
            all: this.people.length,
        });
    }

    get saveText() {
        if (this.data.failed) {
            return _t("Not saved. Check your connection.");
        }
        return this.data.saving ? _t("Saving…") : _t("Saved");
    }

    get levelCount() {
        return this.grid.levels.length;
    }

    /** How the levels of the shown criterion are spread so far. */
    get spreadText() {
        const values = this.places.map(
            ({ person, criterion }) => this.getAnswer(person, criterion).value
        );
        const parts = this.grid.levels
            .map(({ value }) => [value, values.filter((one) => one === value).length])
            .filter(([, count]) => count)
            .map(([value, count]) =>
                _t("%(count)s × level %(value)s", { count, value })
            );
        return parts.length ? parts.join(", ") : _t("no level chosen yet");
    }
}
