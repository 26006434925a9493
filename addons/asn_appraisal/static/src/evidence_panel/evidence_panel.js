import { _t } from "@web/core/l10n/translation";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import {
    Component,
    onMounted,
    onWillStart,
    onWillUpdateProps,
    useRef,
    useState,
} from "@odoo/owl";

const MODEL = "asn.appraisal.evaluation";

/** Beside the criteria: the plan, what was done, its evidence, and what was said. */
export class EvidencePanel extends Component {
    static template = "asn_appraisal.EvidencePanel";
    static props = {
        resId: Number, // an evaluation
        focus: Boolean, // somebody has just opened it
        close: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.title = useRef("title");
        this.keepLast = new KeepLast();
        this.state = useState({ evidence: null, failed: false });
        // The form does not wait for what stands beside it.
        onWillStart(() => void this.load(this.props.resId));
        onWillUpdateProps((props) => {
            if (props.resId !== this.props.resId) {
                this.load(props.resId);
            }
        });
        onMounted(() => this.props.focus && this.title.el.focus());
    }

    async load(resId) {
        Object.assign(this.state, { evidence: null, failed: false });
        try {
            this.state.evidence = await this.keepLast.add(
                this.orm.call(MODEL, "get_evidence", [[resId]])
            );
        } catch (error) {
            this.state.failed = true;
            Promise.reject(error); // shown by the error service
        }
    }

    get isEmpty() {
        const { plan, other, checks, feedback, dialogues } = this.state.evidence;
        return (
            !plan &&
            ![other, checks, feedback, dialogues].some((entries) => entries.length)
        );
    }

    labelEntries(indicator) {
        return _t("Log: %s entries", indicator.log.length);
    }

    labelPercent(indicator) {
        return _t("Achievement of: %s", indicator.name);
    }

    onKeydown(ev) {
        if (ev.key === "Escape") {
            ev.preventDefault();
            ev.stopPropagation();
            this.props.close();
        }
    }
}
