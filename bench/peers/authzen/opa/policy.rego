package assent

import rego.v1

default decision := {"decision": false, "context": {"reason": "no_approval"}}

account := data.accounts[input.resource.id]

decision := {"decision": true, "context": {"reason": "subscribed_category"}} if {
	account.services[_] == data.offers[input.action.properties.offer]
} else := {"decision": false, "context": {"reason": "opted_out"}} if {
	account.opted_out
} else := {"decision": true, "context": {"reason": "notice_unanswered"}} if {
	account.notice_run
}
