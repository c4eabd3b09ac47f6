package io.postsave.sample.audit;

import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Who is at work: as the request's header says, since this shop has no login.
 */
@Component
class CurrentUser {

	private static final String HEADER = "X-User";

	private static final int MAX_LENGTH = 100;

	String name() {
		if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
			return "the application";
		}
		String name = attributes.getRequest().getHeader(HEADER);
		return StringUtils.hasText(name) ? StringUtils.truncate(name, MAX_LENGTH) : "anonymous";
	}

}
