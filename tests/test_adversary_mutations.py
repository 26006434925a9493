# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
"""An attack that finds nothing proves little, unless it finds what it should.

Each protection of the table is taken away for a moment, as ``adversary_mutations.py``
tells, and the attack beside it must then learn a secret. Actor and stage are empty
where an attack brings its own.
"""

from odoo.tests import tagged

from .adversary_comments import COMMENTS
from .adversary_common import AdversaryCommon
from .adversary_mutations import taken_away
from .adversary_numbers import NUMBERS
from .adversary_paths import PATHS
from .adversary_people import PEOPLE
from .adversary_probes import PROBES

ATTACKS = COMMENTS | NUMBERS | PEOPLE
# What no protection of ours stands before: nothing is stored there.
WITHOUT = {"look_beside", "read_files", "read_marks"}

MUTATIONS = """
domain asn_appraisal_evaluation_rule_user    | read_by_id             | self | published
domain asn_appraisal_evaluation_rule_user    | read_nested            | self | open
domain asn_appraisal_evaluation_rule_user    | search_forms           | bare | open
domain asn_appraisal_evaluation_rule_user    | search_from_above      | self | published
domain asn_appraisal_evaluation_rule_user    | search_forms_beside    | self | open
domain asn_appraisal_evaluation_rule_user    | group_by_hidden        | sup  | open
domain asn_appraisal_evaluation_rule_user    | export                 | sup  | published
domain asn_appraisal_evaluation_rule_user    | search_names           | peer | open
domain asn_appraisal_evaluation_rule_manager | tell_raters_of_own     |      |
rule asn_appraisal_evaluation_rule_company   | read_by_id             | othr | closed
rule asn_appraisal_evaluation_rule_anonymous | tell_by_counts         |      |
domain asn_appraisal_comment_rule_user       | read_results           | self | closed
domain asn_appraisal_comment_rule_user       | tell_unpublished       |      |
domain asn_appraisal_result_rule_user        | tell_unpublished       |      |
domain asn_appraisal_outcome_rule_user       | tell_unpublished       |      |
domain asn_appraisal_outcome_rule_manager    | tell_unpublished       |      |
domain asn_appraisal_pledge_rule_user        | tell_pledges           |      |
domain asn_appraisal_draw_rule_others        | tell_raters_of_own     |      |
access asn_appraisal_answer_user             | read_answers           | mgr  | published
access asn_appraisal_link_visit_user         | tell_tokens            |      |
field asn.appraisal.evaluation result_mean   | read_by_id             | mgr  | published
field asn.appraisal.evaluation behaviour_mean| order_by_hidden        | mgr  | open
field asn.appraisal.evaluation behaviour_mean| group_by_hidden        | aud  | open
field asn.appraisal.evaluation strengths     | search_forms           | unit | open
field asn.appraisal.evaluation improvements  | read_by_id             | mgr  | published
field asn.appraisal.evaluation strengths     | read_by_forged_context | mgr  | open
field asn.appraisal.evaluation private_note  | read_all               | mgr  | published
field asn.appraisal.evaluation submitted_on  | order_by_hidden        | aud  | published
field asn.appraisal.evaluation author_id     | search_from_above      | mgr  | open
field asn.appraisal.cycle seed               | tell_seed              |      |
field asn.appraisal.cycle snapshot           | tell_seed              |      |
field asn.appraisal.link token               | tell_tokens            |      |
field asn.appraisal.link lookup              | tell_tokens            |      |
access asn_appraisal_digest_user             | tell_closed_models     |      |
access asn_appraisal_seal_attempt_user       | tell_closed_models     |      |
lines for everybody                          | tell_statistics        |      |
numbers of few people                        | tell_statistics        |      |
domain asn_appraisal_evaluation_rule_user    | read_everything        | self | open
field asn.appraisal.evaluation seconds_spent | read_everything        | mgr  | open
answers readable and reachable               | read_nested            | mgr  | published
answers readable and reachable               | search_from_above      | mgr  | open
answers readable and reachable               | use_filters            | mgr  | open
log of access on forms                       | tell_by_moment         |      |
names of forms tell raters                   | read_errors            | self | open
domain asn_appraisal_evaluation_rule_user    | preview_templates      | self | open
domain asn_appraisal_evaluation_rule_user    | read_chatter           | self | open
domain asn_appraisal_comment_rule_user       | group_results          | self | closed
mails are closed                             | read_mail              | self | open
notes are not copied                         | read_defaults          | mgr  | open
lists of one's own forms                     | read_work_lists        | bare | open
documents of published results               | print_documents        | self | closed
random numbers                               | tell_by_number         |      |
shuffle                                      | tell_by_order          |      |
roles of comments                            | tell_by_role           |      |
minimum of answers                           | tell_from_few          |      |
minimum of answers                           | tell_from_rare         |      |
minimum of comments                          | tell_few_comments      |      |
minimum of those asked                       | tell_by_criterion      |      |
no difference of statements                  | tell_by_statements     |      |
no difference of values                      | tell_by_values         |      |
no result before the close                   | tell_before_close      |      |
no answer after the close                    | tell_late_answer       |      |
sentinel of the workflow                     | tell_reopened          |      |
context is no key                            | tell_reopened          |      |
only the rater opens a form                  | read_sheets            | mgr  | open
only named forms are shown                   | read_sheets            | sup  | published
only the account that answered               | tell_by_account        |      |
private notes stay private                   | read_sheets            | sup  | published
counts leave out links                       | tell_by_counts         |      |
counts leave out links                       | tell_own_progress      |      |
progress leaves out links                    | tell_by_counts         |      |
recomputing tells no protected number        | tell_by_recomputing    |      |
pledges about oneself                        | tell_raters_of_own     |      |
links that were used                         | tell_used_links        |      |
templates are for editors                    | read_by_template       | bare | open
"""


def parse(text):
    """Return (protection, attack, actor, stage) of each line."""
    return [
        tuple(c.strip() for c in line.split("|")) for line in text.split("\n")[1:-1]
    ]


@tagged("post_install", "-at_install")
class TestAdversaryMutations(AdversaryCommon):
    def test_every_protection_is_missed_by_an_attack(self):
        for protection, attack, actor, stage in parse(MUTATIONS):
            with (
                self.subTest(f"{protection}: {attack}"),
                taken_away(self, protection),
            ):
                self.assertTrue(self._attack(attack, actor, stage))

    def test_every_attack_is_proved_by_a_mutation(self):
        proved = {attack for __, attack, *__ in parse(MUTATIONS)}
        self.assertEqual({*ATTACKS, *PATHS, *PROBES} - proved, WITHOUT)

    def _attack(self, name, actor, stage):
        if name in ATTACKS:
            return ATTACKS[name](self)
        probe = (PROBES | PATHS)[name]
        return self._find_leaks({name: probe}, [actor], [stage])
