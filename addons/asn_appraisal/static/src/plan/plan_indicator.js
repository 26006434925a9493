import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { useService } from "@web/core/utils/hooks";
import { Component, onWillStart, useState } from "@odoo/owl";

import { BurnUp, writeAmount } from "@asn_appraisal/burn_up/burn_up";
import { Evidence } from "@asn_appraisal/evidence/evidence";

const SHOWN = 5; // entries; the rest is on the tab of the log

/** What stands behind an indicator's percentage: its course and its latest entries. */
export class PlanIndicator extends Component {
    static template = "asn_appraisal.PlanIndicator";
    static components = { BurnUp, Evidence };
    static props = { indicator: Object };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ burnUp: false, entries: [], length: 0 });
        onWillStart(() => Promise.all([this.loadChart(), this.loadEntries()]));
    }

    async loadChart() {
        const [found] = await this.orm.read(
            "asn.appraisal.indicator",
            [this.props.indicator.id],
            ["burn_up"]
        );
        this.state.burnUp = found.burn_up;
    }

    async loadEntries() {
        const { records, length } = await this.orm.webSearchRead(
            "asn.appraisal.progress",
            [["indicator_id", "=", this.props.indicator.id]],
            {
                limit: SHOWN,
                specification: {
                    date: {},
                    name: {},
                    amount: {},
                    unit: {},
                    state: {},
                    question: {},
                    answer: {},
                    evidence_ids: { fields: { name: {}, mimetype: {} } },
                },
            }
        );
        Object.assign(this.state, { entries: records, length });
    }

    get more() {
        return this.state.length - this.state.entries.length;
    }

    writeDay(entry) {
        return formatDate(deserializeDate(entry.date));
    }

    writeAmount(entry) {
        const amount = writeAmount(entry.amount);
        return entry.unit ? `${amount} ${entry.unit}` : amount;
    }
}
