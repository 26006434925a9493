import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { Component, onMounted, onWillUnmount, useState } from "@odoo/owl";

const INTERVAL = 2000; // ms between two looks
const FIELDS = ["job", "job_done", "job_total", "job_message"];

/** How far the work in the background has come; reloads the record at its end. */
export class JobProgress extends Component {
    static template = "asn_appraisal.JobProgress";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.state = useState({
            job: false,
            job_done: 0,
            job_total: 0,
            job_message: "",
        });
        this.wasRunning = false;
        onMounted(() => {
            this.look();
            this.timer = setInterval(() => this.look(), INTERVAL);
        });
        onWillUnmount(() => clearInterval(this.timer));
    }

    get percent() {
        const { job_done, job_total } = this.state;
        return job_total ? Math.round((100 * job_done) / job_total) : 0;
    }

    async look() {
        const { resId, data } = this.props.record;
        if (!resId || (!data.job && !this.wasRunning)) {
            return;
        }
        const [values] = await this.orm.silent.read(
            this.props.record.resModel,
            [resId],
            FIELDS
        );
        Object.assign(this.state, values);
        if (values.job) {
            this.wasRunning = true;
        } else {
            this.wasRunning = false;
            await this.props.record.load();
        }
    }
}

export const jobProgress = {
    component: JobProgress,
};

registry.category("view_widgets").add("asn_job_progress", jobProgress);
