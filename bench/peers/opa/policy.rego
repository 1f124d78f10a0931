# The steps of docs/decision.md, for one customer's attributes. Regimes are data (regimes.json).
package assent

import rego.v1

regime := data.regimes[input.regime]

use := input.use

recipient := input.use.recipient

offer := input.use.offer

services := {name | some name in input.customer.services}

information := {name | some name in input.use.information}

# What a list of names covers; "*" is everything.
covers(names, name) if name in names

covers(names, _) if "*" in names

covers_information(names) if "*" in names

covers_information(names) if every type in input.use.information { type in names }

default approvable := false

approvable if use.purpose in {"marketing", "winback"}

free_use_barred if "location" in information

# Step 8.
free_use := "within_subscribed_category" if {
	recipient == "carrier"
	not free_use_barred
	offer.category in services
} else := "within_subscribed_category" if {
	regime.enhancement_is_free
	recipient == "carrier"
	not free_use_barred
	some category in offer.enhances
	category in services
} else := "adjunct_to_basic_service" if {
	regime.federal_free_use
	recipient == "carrier"
	not free_use_barred
	offer["class"] == "adjunct"
	some category in ["local", "mobile", "voip"]
	category in services
} else := "mobile_equipment_or_information_service" if {
	regime.federal_free_use
	recipient == "carrier"
	not free_use_barred
	offer["class"] in {"equipment", "information_service"}
	"mobile" in services
} else := "wireline_equipment_or_voice_mail" if {
	regime.federal_free_use
	recipient == "carrier"
	not free_use_barred
	equipment_or_voice_mail
	some category in ["local", "long_distance"]
	category in services
} else := "affiliate_serves_customer" if {
	regime.federal_free_use
	recipient == "affiliate_serving_customer"
	not free_use_barred
	count(services) > 1
	offer.category in services
}

equipment_or_voice_mail if offer["class"] == "equipment"

equipment_or_voice_mail if offer.id == "voice_mail"

# Step 9.
level := "opt_in" if {
	regime.level[recipient] == "opt_out"
	raises_level
} else := regime.level[recipient]

raises_level if offer["class"] == "other"

raises_level if "location" in information

# Step 12.
opted_out_at := input.opt_out.at if {
	input.opt_out.at <= input.now
	covers(input.opt_out.scope, recipient)
}

withdrawn_at := input.withdrawal.at if {
	input.withdrawal.at <= input.now
	covers(input.withdrawal.scope, recipient)
}

refusal := {"reason": "withdrawn", "at": withdrawn_at} if {
	not opted_out_after_withdrawal
	withdrawn_at
} else := {"reason": "opted_out", "at": opted_out_at}

opted_out_after_withdrawal if opted_out_at > withdrawn_at

# What is wrong with the opt-in on file; undefined: nothing is wrong, or there is no opt-in.
opt_in_on_file if input.opt_in.at <= input.now

opt_in_defect := "approval_scope_recipient" if {
	opt_in_on_file
	not covers(input.opt_in.recipients, recipient)
} else := "approval_scope_recipient" if {
	opt_in_on_file
	not covers(input.opt_in.parties, use.party)
} else := "approval_scope_information" if {
	opt_in_on_file
	not covers_information(input.opt_in.information)
} else := "approval_scope_purpose" if {
	opt_in_on_file
	not covers(input.opt_in.offers, offer.id)
} else := "not_account_holder" if {
	opt_in_on_file
	not input.opt_in.by in {"owner", "authorised_representative"}
} else := "approval_unproven" if {
	opt_in_on_file
	not input.opt_in.evidence
} else := "no_notice" if {
	opt_in_on_file
	not input.opt_in.after_notice
}

opted_in if {
	opt_in_on_file
	not opt_in_defect
}

refused_since_opt_in if refusal.at >= input.opt_in.at

# Step 14: the defect of an approval without the agreement that it needs; undefined: no defect.
agreement_fault := "agreement_missing" if {
	regime.agreement_required[recipient]
	not agreement_with_party
} else := "agreement_not_yet" if {
	regime.agreement_required[recipient]
	input.agreement.from_ymd > input.today_ymd
} else := "agreement_expired" if {
	regime.agreement_required[recipient]
	input.agreement.to_ymd < input.today_ymd
} else := "agreement_clause_missing" if {
	regime.agreement_required[recipient]
	some clause in ["purpose_limit", "no_onward_disclosure", "safeguards"]
	not clause in input.agreement.clauses
}

agreement_with_party if input.agreement.party == use.party

# Step 15.
notice := input.notice if {
	input.notice.sent <= input.today
	covers(input.notice.recipients, recipient)
	covers_information(input.notice.information)
}

notice_defect := "notice_method_invalid" if {
	notice
	not notice.channel in {"mail", "email", "sms"}
} else := "notice_content_invalid" if {
	notice.waiting_days < 30
} else := "notice_content_invalid" if {
	notice
	not notice.complete
} else := "email_not_permitted" if {
	notice.channel == "email"
	not notice.email_permission
} else := "notice_partly_translated" if {
	notice.partly_translated
} else := "notice_language_mismatch" if {
	regime.language_must_match
	input.customer.language != ""
	input.customer.language != notice.language
} else := "notice_undelivered" if {
	notice.undelivered_from <= input.now
}

notice_counts if {
	notice
	not notice_defect
}

mail_days := 3 if notice.channel == "mail"

else := 0

by_silence := "waiting_period" if {
	input.today < ((notice.sent + notice.waiting_days) + 1) + mail_days
} else := "notice_stale" if {
	input.today_ymd > notice.sent_ymd + 20000
} else := "opt_out_deemed"

# Steps 2 to 7: decided without approvals.
settled := {"permit": true, "reason": "not_customer_information"} if {
	every type in input.use.information { type in {"aggregate", "published_listing"} }
} else := {"permit": false, "reason": "competitor_tracking_banned"} if {
	use.purpose == "competitor_tracking"
} else := {"permit": false, "reason": "port_request_use_banned"} if {
	use.purpose == "port_request_retention"
} else := {"permit": true, "reason": "service_provision"} if {
	use.purpose in {
		"provide_service", "billing", "fraud_prevention", "inside_wiring", "emergency", "legal_obligation",
	}
} else := {"permit": true, "reason": "service_provision"} if {
	use.purpose == "mobile_health_research"
	"mobile" in services
} else := {"permit": false, "reason": "purpose_not_allowed"} if {
	use.purpose == "mobile_health_research"
} else := {"permit": true, "reason": "customer_written_request"} if {
	use.purpose == "customer_written_request"
} else := {"permit": true, "reason": "request_reviewed"} if {
	use.purpose == "request_approval"
	use.reviewed
} else := {"permit": false, "reason": "campaign_not_reviewed"} if {
	use.purpose == "request_approval"
} else := {"permit": true, "reason": "winback_same_category"} if {
	input.customer.former
	regime.winback
	use.purpose == "winback"
	recipient == "carrier"
	offer.category in input.customer.former_services
} else := {"permit": false, "reason": "former_customer"} if {
	input.customer.former
} else := {"permit": false, "reason": "purpose_not_allowed"} if {
	not approvable
} else := {"permit": true, "reason": free_use}

# Steps 12 to 15.
approval := {"permit": false, "reason": "not_covered"} if {
	level == "refused"
} else := {"permit": false, "reason": agreement_fault} if {
	opted_in
	not refused_since_opt_in
	agreement_fault
} else := {"permit": true, "reason": "opt_in"} if {
	opted_in
	not refused_since_opt_in
} else := {"permit": false, "reason": refusal.reason} if {
	refusal
} else := {"permit": false, "reason": opt_in_defect} if {
	level == "opt_in"
	opt_in_defect
} else := {"permit": false, "reason": "opt_in_required"} if {
	level == "opt_in"
} else := {"permit": false, "reason": by_silence} if {
	notice_counts
	by_silence != "opt_out_deemed"
} else := {"permit": false, "reason": agreement_fault} if {
	notice_counts
	agreement_fault
} else := {"permit": true, "reason": "opt_out_deemed"} if {
	notice_counts
} else := {"permit": false, "reason": opt_in_defect} if {
	opt_in_defect
} else := {"permit": false, "reason": notice_defect} if {
	notice_defect
} else := {"permit": false, "reason": "no_notice"}

default decision := {"permit": false, "reason": "status_unknown"}

decision := settled if {
	settled
} else := approval
