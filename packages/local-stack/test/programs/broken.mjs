throw new Error('TEST_SETTING is missing')
