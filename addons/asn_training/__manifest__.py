# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
{
    "name": "ASN Training",
    "summary": "From the result to training and back: programmes, learning hours, "
    "enrolment and effect for civil servants",
    "version": "19.0.1.0.0",
    "category": "Human Resources/Appraisals",
    "license": "LGPL-3",
    "author": "ASN Appraisal contributors",
    "depends": ["asn_appraisal", "hr_skills_event"],
    "data": [
        "security/asn_training_groups.xml",
        "security/ir.model.access.csv",
        "security/asn_training_config_rules.xml",
        "security/asn_training_recommendation_rules.xml",
        "security/asn_training_ledger_rules.xml",
        "data/asn_training_method_data.xml",
        "views/asn_training_method_views.xml",
        "views/asn_training_programme_views.xml",
        "views/event_event_views.xml",
        "views/asn_training_rule_views.xml",
        "views/asn_training_recommendation_views.xml",
        "wizard/asn_training_trial_views.xml",
        "views/asn_training_menus.xml",
    ],
    "uninstall_hook": "uninstall_hook",
    "application": True,
}
