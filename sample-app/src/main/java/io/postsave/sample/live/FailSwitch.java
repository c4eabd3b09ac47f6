package io.postsave.sample.live;

import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Whether the request at hand is to fail.
 */
@Component("failSwitch")
class FailSwitch {

	public boolean isOn() {
		return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
				&& "true".equals(attributes.getRequest().getParameter("fail"));
	}

}
