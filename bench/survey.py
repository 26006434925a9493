# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""The peer: core's surveys inviting as many people and taking as many answers.

No mails and no web requests on either side: the calls below are what core's
invitation wizard and its controller do for one respondent.
"""

from odoo.fields import Command

LEVELS = 5


def create_survey(env, questions):
    """Create a survey of ``questions`` statements, each rated from 1 to 5.

    A scale is the cheapest kind of question that core has for it.
    """
    return env["survey.survey"].create(
        {
            "title": "Peer",
            "access_mode": "token",
            "users_login_required": True,
            "questions_layout": "one_page",
            "question_and_page_ids": [
                Command.create(
                    {
                        "title": f"Statement {number}",
                        "question_type": "scale",
                        "scale_min": 1,
                        "scale_max": LEVELS,
                        "sequence": number,
                    }
                )
                for number in range(questions)
            ],
        }
    )


def invite(survey, partners):
    """Invite each partner, as ``survey.invite`` does before it writes the mails.

    :return: survey.user_input, one per partner
    """
    inputs = [
        survey._create_answer(partner=partner, check_attempts=False)
        for partner in partners
    ]
    return survey.env["survey.user_input"].union(*inputs)


def submit(user_input, value):
    """Check and save an answer to every question and close, as the controller does.

    The steps are those of ``survey_submit`` in core's controller on one page, as our
    own side checks rights, levels and completeness as well.
    """
    survey = user_input.survey_id
    for question in survey.question_ids:
        assert question not in user_input._get_inactive_conditional_questions()
        assert not question.validate_question(value, None)
        overwrite = survey.users_can_go_back
        user_input._save_lines(question, value, None, overwrite_existing=overwrite)
    user_input._clear_inactive_conditional_answers()
    user_input._mark_done()


def count_answers(inputs):
    """Return how many answers the respondents gave in all."""
    return inputs.env["survey.user_input.line"].search_count(
        [("user_input_id", "in", inputs.ids), ("skipped", "=", False)]
    )
