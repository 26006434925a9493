import { _t } from "@web/core/l10n/translation";

/** Return who can read the guide for their own part. */
export function getRoles() {
    return [
        { key: "employee", name: _t("Employee") },
        { key: "superior", name: _t("Superior") },
        { key: "manager", name: _t("HR Manager") },
        { key: "auditor", name: _t("Auditor") },
    ];
}

/**
 * Return what somebody does in a year, in the order in which it comes.
 *
 * @param {string} role - key of one of `getRoles`
 * @returns {Object[]} with key, icon, title, steps, when, who, and where a page belongs
 *   to it action (without the addon's name) and label
 */
export function getChapters(role) {
    return { employee, superior, manager, auditor }[role]();
}

function employee() {
    return [
        {
            key: "plan",
            icon: "fa-list-ol",
            title: _t("Plan"),
            steps: [
                _t(
                    "Open your plan and add two to five goals: what will be different for those you serve. Last year's plan and the goal library save typing."
                ),
                _t(
                    "Give each goal one or more indicators with a target that can be counted, and choose the goal of your superior that it serves. Your superior's plan may still be a draft."
                ),
                _t(
                    "Press “Submit”. If the plan comes back, the comment says what to change."
                ),
                _t(
                    "Something changes in the middle of the year? Propose a change with a reason; the old version counts until the other side agrees."
                ),
            ],
            when: _t(
                "Until the planning deadline of the cycle, shown on the plan. A late plan can still be agreed until the evaluation opens."
            ),
            who: _t(
                "You, your superior, HR's managers and auditors. Those whom you lead see your goals, so that theirs can serve them."
            ),
            action: "action_my_plans",
            label: _t("Open My Plan"),
        },
        {
            key: "log",
            icon: "fa-pencil-square-o",
            title: _t("Log of work"),
            steps: [
                _t(
                    "When something is done, open the log on your phone and press “New”: choose the indicator, write what was done and how much."
                ),
                _t("Add a photo or file as evidence, if you have one."),
                _t(
                    "Noted once, it counts as realisation and stands beside your appraisal."
                ),
                _t(
                    "Your superior asks about an entry? It does not count until you answer: change the entry or write the answer, and save."
                ),
            ],
            when: _t(
                "Best on the same day. What your superior has looked at in a periodic check stays as it is; note a correction as an entry of its own."
            ),
            who: _t(
                "Entries and evidence are open to you, your superior, HR's managers and auditors; to no colleague."
            ),
            action: "action_my_progress",
            label: _t("Open My Log"),
        },
        {
            key: "feedback",
            icon: "fa-comments-o",
            title: _t("Feedback"),
            steps: [
                _t(
                    "Tell a colleague, somebody you lead or your superior in a few sentences what they did and what came of it."
                ),
                _t("Choose who reads it before you give it."),
                _t("Ask for feedback yourself, on one question, from a few people."),
            ],
            when: _t("At any time, best soon after it happened."),
            who: _t(
                "As its author chose: the person alone, the person and their superior, or for praise the whole unit."
            ),
            action: "action_my_feedback",
            label: _t("Open My Feedback"),
        },
        {
            key: "dialogue",
            icon: "fa-handshake-o",
            title: _t("Dialogue"),
            steps: [
                _t("Your superior writes down what you two talked about and agreed."),
                _t(
                    "Read it, answer the statements on how the talk was, add a remark where you see it differently."
                ),
                _t("Sign it. What both have signed changes no more."),
            ],
            when: _t(
                "Whenever your superior offers you a record; ask for a talk at any time."
            ),
            who: _t(
                "Coaching: you, your superior and HR's managers. Counselling: you two alone."
            ),
            action: "action_my_dialogues",
            label: _t("Open My Dialogues"),
        },
    ];
}

function superior() {
    return [
        {
            key: "plan",
            icon: "fa-sitemap",
            title: _t("Agree plans"),
            steps: [
                _t(
                    "Begin with your own plan: your goals are the rows of the role–result matrix."
                ),
                _t(
                    "Give goals in the matrix: choose a row and a person, or hand one goal on to many people at once."
                ),
                _t(
                    "Read what was submitted. Agree, or return it with a comment that says what has to change."
                ),
                _t("Add what behaviour you expect, in words of your own."),
            ],
            when: _t(
                "You are reminded after some days, and after twice as many your own superior can agree in your place. How many, the cycle says."
            ),
            who: _t(
                "You see the plans of those whom you lead; they see your goals. Every version and its reason stays."
            ),
            action: "action_role_matrix",
            label: _t("Open the Matrix"),
        },
        {
            key: "log",
            icon: "fa-check-square-o",
            title: _t("Periodic check"),
            steps: [
                _t(
                    "Open the check of the month or quarter: it shows target, realisation and what was noted, with evidence."
                ),
                _t(
                    "Something is unclear? Ask about the entry; it does not count until it is answered."
                ),
                _t(
                    "Say how work stands, and write a comment that helps. The period is closed then."
                ),
                _t(
                    "Leave an indicator out, with a reason, where somebody could not influence it."
                ),
            ],
            when: _t("Within ten days after the month or quarter has ended."),
            who: _t(
                "The employee reads rating and comment; HR's managers and auditors can."
            ),
            action: "action_team_checks",
            label: _t("Open Periodic Checks"),
        },
        {
            key: "feedback",
            icon: "fa-comments-o",
            title: _t("Feedback"),
            steps: [
                _t("Praise what should happen again, and say what came of it."),
                _t("Suggest one thing at a time, with an example and a next step."),
                _t("Ask others about somebody's work, on one question."),
            ],
            when: _t(
                "At any time: what comes as news at the end of the year comes too late."
            ),
            who: _t(
                "You read what the authors chose to show you. What is for the person alone is not even counted for you."
            ),
            action: "action_team_feedback",
            label: _t("Open Feedback of My Team"),
        },
        {
            key: "dialogue",
            icon: "fa-handshake-o",
            title: _t("Dialogue"),
            steps: [
                _t(
                    "Talk first, write afterwards: agenda, agreement, and who does what next until when."
                ),
                _t(
                    "Choose coaching for work and competences, counselling for what is personal."
                ),
                _t(
                    "Rate competences from 1 to 5, each with a reason: training follows from it."
                ),
                _t("Offer the record to the other side, and both sign."),
            ],
            when: _t(
                "After every periodic check that shows a gap, and at least once in half a year."
            ),
            who: _t("Coaching: you two and HR's managers. Counselling: you two alone."),
            action: "action_team_dialogues",
            label: _t("Open Dialogues with My Team"),
        },
        {
            key: "rate",
            icon: "fa-star-half-o",
            title: _t("Rate and decide"),
            steps: [
                _t(
                    "The rating sheet shows plan, realisation, evidence and feedback beside the criteria."
                ),
                _t(
                    "After the evaluation has closed you see what is suggested and how it was computed. You decide, and give a reason where you differ."
                ),
            ],
            when: _t("Until the dates of the cycle."),
            who: _t("The employee reads the result when HR has published it."),
            action: "action_my_team",
            label: _t("Open My Team"),
        },
    ];
}

function manager() {
    return [
        {
            key: "plan",
            icon: "fa-flag-o",
            title: _t("Open the planning"),
            steps: [
                _t(
                    "Create a cycle that starts with planning, set its deadlines and forms. The form says whether plans are in numbers or in words, and how often work is checked."
                ),
                _t(
                    "Check readiness, then launch: everybody gets an empty plan to draft."
                ),
                _t(
                    "Fill the goal library by job, and give one goal to many people at once."
                ),
                _t(
                    "Follow in “Plans” which ones wait, and for whom. Reminders and escalation are sent by themselves."
                ),
            ],
            when: _t("Before the year begins; planning usually ends in January."),
            who: _t(
                "You read all plans of your company, and change none but by adding goals to drafts."
            ),
            action: "action_asn_appraisal_cycle",
            label: _t("Open Cycles"),
        },
        {
            key: "log",
            icon: "fa-line-chart",
            title: _t("Through the year"),
            steps: [
                _t(
                    "Start the monitoring when planning is over; plans that are late can still be agreed."
                ),
                _t("Look for checks that are overdue, and for plans without entries."),
                _t(
                    "Quarters of their own? Create quarter cycles of the annual one; its rule says how they roll up."
                ),
            ],
            when: _t("Every month or quarter."),
            who: _t("You can open entries and evidence, as auditors can."),
            action: "action_asn_appraisal_plan",
            label: _t("Open Plans"),
        },
        {
            key: "feedback",
            icon: "fa-comments-o",
            title: _t("Feedback and dialogues"),
            steps: [
                _t(
                    "Show people how it is done: the appreciation board is a good beginning."
                ),
                _t("Adapt the statements of the dialogue to your agency."),
                _t(
                    "Look at coaching records and their competences when you plan training."
                ),
            ],
            when: _t("The whole year."),
            who: _t(
                "You read coaching records. You never read counselling, nor feedback that is for a person alone."
            ),
            action: "action_asn_appraisal_dialogue",
            label: _t("Open Dialogues"),
        },
        {
            key: "evaluation",
            icon: "fa-balance-scale",
            title: _t("Evaluate and publish"),
            steps: [
                _t("Open the evaluation: now raters are asked."),
                _t(
                    "Close it: every appraisal is scored by the rules that were frozen at launch."
                ),
                _t(
                    "Look into “How Raters Answered” and “What Hinges on One Rater” before you publish: hints, which change no score."
                ),
                _t("When superiors have decided, publish, and close the cycle."),
            ],
            when: _t(
                "By the dates of the cycle; they can also move along by themselves."
            ),
            who: _t("You see who has answered, never what."),
            action: "action_monitor_evaluations",
            label: _t("Open Who Has Answered"),
        },
    ];
}

function auditor() {
    return [
        {
            key: "plan",
            icon: "fa-search",
            title: _t("Plans"),
            steps: [
                _t(
                    "Read every version of a plan: who proposed it, who agreed, and when."
                ),
                _t(
                    "A later version shows its reason and what differs from the one before."
                ),
            ],
            when: _t("At any time, also long after a cycle was closed."),
            who: _t("You read, and change nothing."),
            action: "action_asn_appraisal_plan",
            label: _t("Open Plans"),
        },
        {
            key: "log",
            icon: "fa-paperclip",
            title: _t("Log and evidence"),
            steps: [
                _t("Open the log of an appraisal and the files of its entries."),
                _t(
                    "Entries that a check has closed stay as they were; a questioned entry shows question and answer."
                ),
            ],
            when: _t("At any time."),
            who: _t(
                "Evidence is open to you, the employee, the superior and HR's managers."
            ),
            action: "action_asn_appraisal",
            label: _t("Open Appraisals"),
        },
        {
            key: "result",
            icon: "fa-calculator",
            title: _t("Result"),
            steps: [
                _t(
                    "“How It Was Computed” unfolds from the predicate down to each indicator: target, realisation, formula, weight."
                ),
                _t(
                    "“Recompute and Compare” proves each stored number by the frozen rules."
                ),
            ],
            when: _t("After publication."),
            who: _t("You read results without comments."),
            action: "action_asn_appraisal_outcome",
            label: _t("Open Outcomes"),
        },
        {
            key: "feedback",
            icon: "fa-lock",
            title: _t("Feedback and dialogues"),
            steps: [
                _t(
                    "They are for those who talk to each other: auditors do not read them."
                ),
            ],
            when: _t("Never."),
            who: _t(
                "Praise on the appreciation board of your own unit is open to you as to anybody there."
            ),
        },
    ];
}
