import { FileModel } from "@web/core/file_viewer/file_model";
import { useFileViewer } from "@web/core/file_viewer/file_viewer_hook";
import { registry } from "@web/core/registry";
import {
    Many2ManyBinaryField,
    many2ManyBinaryField,
} from "@web/views/fields/many2many_binary/many2many_binary_field";
import { Component } from "@odoo/owl";

/** Files as buttons: pictures, PDF and text open in place, others are downloaded. */
export class Evidence extends Component {
    static template = "asn_appraisal.Evidence";
    static props = {
        files: {
            type: Array,
            element: { type: Object, shape: { id: Number, name: String, "*": true } },
        },
        onRemove: { type: Function, optional: true },
    };

    setup() {
        this.viewer = useFileViewer();
    }

    get files() {
        return this.props.files.map((file) => Object.assign(new FileModel(), file));
    }

    getIcon(file) {
        return file.isPdf ? "fa-file-pdf-o" : "fa-file-o";
    }

    open(file) {
        const files = this.files;
        this.viewer.open(
            files.find(({ id }) => id === file.id),
            files
        );
    }
}

export class EvidenceField extends Many2ManyBinaryField {
    static template = "asn_appraisal.EvidenceField";
    static components = { ...Many2ManyBinaryField.components, Evidence };

    get shown() {
        return this.files.map(({ id, name, mimetype }) => ({ id, name, mimetype }));
    }

    get onRemove() {
        return this.props.readonly ? undefined : this.onFileRemove.bind(this);
    }
}

export const evidenceField = { ...many2ManyBinaryField, component: EvidenceField };

registry.category("fields").add("asn_evidence", evidenceField);
