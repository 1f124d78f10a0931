// The path that an IVR platform asks at each step of a call.
#pragma once

#include "api/route.hpp"
#include "phone_menu/menu.hpp"

#include <vector>

namespace assent::phone_menu {

// `POST /v1/phone/menu`, with the scope `replies:record`. It takes JSON or a form, and answers in JSON; in VoiceXML 2.1
// if `Accept` names it, or if a form comes without an `Accept` that names JSON. The menu outlives the routes.
std::vector<api::Route> routes_of(Menu& menu);

}  // namespace assent::phone_menu
